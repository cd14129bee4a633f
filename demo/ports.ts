/** Ports in use are told before anything is started, with the setting that moves them. */
import net from 'node:net';

export interface WantedPort {
  port: number;
  what: string;
  setting: string;
}

/** One sentence for each port in use, naming the setting that moves it. */
export async function portsInUse(ports: readonly WantedPort[]): Promise<string[]> {
  const free = await Promise.all(ports.map(({ port }) => isFree(port)));
  return ports
    .filter((_, index) => !free[index])
    .map(({ port, what, setting }) => `port ${port} (${what}) is in use: stop what uses it, or set ${setting}`);
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = net.createServer();
  server.once('error', () => resolve(false));
  server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  return promise;
}
