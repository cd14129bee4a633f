/** Ports in use are told before anything is started, with the setting that moves them. */
import net from 'node:net';

export interface WantedPort {
  port: number;
  what: string;
  setting: string;
}

/** One sentence for each setting whose ports are in use. */
export async function portsInUse(ports: readonly WantedPort[]): Promise<string[]> {
  const free = await Promise.all(ports.map(({ port }) => isFree(port)));
  const taken = Map.groupBy(
    ports.filter((_, index) => !free[index]),
    ({ setting }) => setting,
  );
  return [...taken].map(([setting, [first, ...others]]) => {
    const which = `port ${first?.port} (${first?.what})`;
    if (others.length === 0) return `${which} is in use: stop what uses it, or set ${setting}`;
    return `${which} and ${others.length} more are in use: stop what uses them, or set ${setting}`;
  });
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = net.createServer();
  server.once('error', () => resolve(false));
  server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  return promise;
}
