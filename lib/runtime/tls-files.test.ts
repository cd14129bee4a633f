import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { serverFiles } from './testing/certificates';
import { temporaryDirectory } from './testing/plane';
import { readTlsFiles, type TlsFiles, watchTlsFiles } from './tls-files';

async function start() {
  const directory = temporaryDirectory();
  const files = await serverFiles(directory);
  const written = (name: string, text: string) => {
    const file = path.join(directory, name);
    writeFileSync(file, text);
    return file;
  };
  return { files, written, paths: { cert: files.cert, key: files.key } };
}

describe('readTlsFiles', () => {
  it('reads certificate, key and authorities', async () => {
    const { files, paths } = await start();
    const { clientAuthorities } = readTlsFiles({ ...paths, clientCa: files.ca });
    expect(clientAuthorities).toEqual([files.authority.certificate.trim()]);
  });

  it('names file and setting of what cannot be used', async () => {
    const { files, written, paths } = await start();
    const other = await serverFiles(temporaryDirectory());
    const words = (change: object) => () => readTlsFiles({ ...paths, ...change });
    expect(words({ cert: '/no/such.pem' })).toThrow(/^\/no\/such\.pem cannot be read: .*MESHKEEP_TLS_CERT/);
    expect(words({ cert: written('a', 'x') })).toThrow(/MESHKEEP_TLS_CERT\) holds no certificate/);
    expect(words({ key: written('b', 'x') })).toThrow(/MESHKEEP_TLS_KEY\) holds no private key/);
    expect(words({ key: other.key })).toThrow(/is not that of the certificate/);
    expect(words({ clientCa: written('c', '') })).toThrow(/MESHKEEP_XDS_CLIENT_CA\) holds no certificate/);
    expect(words({ clientCa: files.cert })).toThrow(/no authority: CN=meshkeep\.test/);
  });
});

describe('watchTlsFiles', () => {
  it('hands on good files, and keeps the former ones while they are not', async () => {
    const { files, paths } = await start();
    const log: string[] = [];
    const write = (message: string) => void log.push(message);
    const seen: TlsFiles[] = [];
    const stop = watchTlsFiles(paths, { info: write, warn: write, error: write }, (fresh) => seen.push(fresh));
    const until = async (ready: () => boolean) => {
      while (!ready()) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    writeFileSync(files.cert, 'half a certi');
    await until(() => log.length > 0);
    expect(log).toEqual(['the changed TLS files cannot be used, the former ones stay']);
    expect(seen).toEqual([]);
    await files.renew();
    await until(() => seen.length > 0);
    expect(seen[0]).toEqual(readTlsFiles(paths));
    stop();
  });
});
