import { expect, it } from 'vitest';
import { createTlsRefusals } from './tls-refusals';

it('says what was wrong once a minute for each address and reason, and how many more there were', () => {
  const lines: unknown[] = [];
  const write = (message: string, fields?: unknown) => void lines.push([message, fields]);
  const time = { now: 0 };
  const refused = createTlsRefusals('xDS', {
    clock: { now: () => time.now },
    logger: { info: write, warn: write, error: write },
  });
  for (let i = 0; i < 1000; i++) refused('10.0.0.7', { code: 'ERR_SSL_HTTP_REQUEST', message: 'http request' });
  refused('10.0.0.7', { code: 'ECONNRESET', message: 'reset' });
  time.now = 60_000;
  refused('10.0.0.7', { code: 'ERR_SSL_HTTP_REQUEST', message: 'http request' });
  const said = 'a connection to the xDS port was refused';
  const why = 'it spoke without TLS, and this port takes TLS only';
  expect(lines).toEqual([
    [said, { peer: '10.0.0.7', why }],
    [said, { peer: '10.0.0.7', why: 'the TLS handshake failed: reset' }],
    [said, { peer: '10.0.0.7', why, more: 999 }],
  ]);
});
