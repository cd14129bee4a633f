import net from 'node:net';

/** Below the ports that the kernel gives to outgoing connections, so that nobody takes one by chance. */
const LOWEST = 12_000;
const HIGHEST = 31_000;

/** Ports of 127.0.0.1 that are free now. For listeners that cannot ask for port 0. */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (!found.includes(port) && (await isFree(port))) found.push(port);
  }
  return found;
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = net.createServer();
  server.once('error', () => resolve(false));
  server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  return promise;
}
