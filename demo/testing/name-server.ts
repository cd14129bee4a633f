import { createSocket } from 'node:dgram';

export interface NameServer {
  close(): Promise<void>;
}

/** Position of the question's type in a DNS query, and the name that is asked for. */
function question(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** An answer with the name's IPv4 address; without one an empty answer, so that nobody waits. */
function answer(query: Buffer, addresses: Readonly<Record<string, string>>): Buffer {
  const { name, type, end } = question(query);
  const address = type === 1 ? addresses[name] : undefined;
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8580, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(address ? 1 : 0, 6);
  const record = address ? [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, ...address.split('.').map(Number)] : [];
  return Buffer.concat([header, query.subarray(12, end), Buffer.from(record)]);
}

/** A DNS server for the names of a test: Envoy asks one, whatever /etc/hosts says. */
export async function startNameServer(host: string, addresses: Readonly<Record<string, string>>): Promise<NameServer> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => socket.send(answer(query, addresses), from.port, from.address));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.once('error', reject);
  socket.bind(53, host, resolve);
  await promise;
  return { close: () => new Promise((done) => socket.close(() => done())) };
}
