import net from 'node:net';

/**
 * The first of `count` neighbouring ports that are all free now. Looked for below the range that the kernel hands out
 * by itself, from a place that depends on the process, so that two runs do not meet.
 */
export async function freePortRange(count: number): Promise<number> {
  const start = 10_000 + ((process.pid * 97) % 18_000);
  for (let first = start; first < start + 4000; first += count) {
    const wanted = Array.from({ length: count }, (_, index) => first + index);
    const free = await Promise.all(wanted.map(isFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`no ${count} neighbouring free ports from ${start} on`);
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = net.createServer();
  server.once('error', () => resolve(false));
  server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  return promise;
}
