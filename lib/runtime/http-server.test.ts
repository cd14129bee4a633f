import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { startHttpServer } from './http-server';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

async function startAnswering() {
  const door = async () => ({ status: 200, headers: {}, body: 'ok' });
  return startHttpServer({ host: '127.0.0.1', port: 0, graceMs: 20, logger: silent, door });
}

it('stops although a client connected and never asked anything', async () => {
  const server = await startAnswering();
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  const ended = once(socket, 'close');
  await server.close();
  await ended;
  expect(server.server.listening).toBe(false);
});

it('stops although a client is still sending its request', async () => {
  const server = await startAnswering();
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write('PUT /x HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nhalf');
  const ended = once(socket, 'close');
  await server.close();
  await ended;
  expect(server.server.listening).toBe(false);
});
