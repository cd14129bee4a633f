import { describe, expect, it } from 'vitest';
import type { ReadTx, WriteTx } from '@/lib/store';
import type { Cipher } from '@/lib/util';
import { directoryOf } from './directory';
import {
  forgetPrivateKeys,
  privateKeyPurpose,
  readShelf,
  resealCertificates,
  type StoredCertificate,
  writeShelf,
} from './shelf';

/** Tells which secret sealed a text, and for what. */
const cipher = (secret: string): Cipher => ({
  seal: (plain, purpose) => [secret, purpose, plain].join('|'),
  open(sealed, purpose) {
    const [by, what, ...plain] = sealed.split('|');
    return by === secret && what === purpose ? plain.join('|') : undefined;
  },
});

function emptyStore(): ReadTx & WriteTx {
  const texts = new Map<string, string>();
  const tx: Pick<WriteTx, 'getSecret' | 'putSecret'> = {
    getSecret: async (name) => texts.get(name),
    putSecret: async (name, value) => void texts.set(name, value),
  };
  return tx as ReadTx & WriteTx;
}

const about = { names: [], subject: '', issuer: '', notAfter: 0, addedAt: 0, addedBy: 'x' };
const held = (sealedKey: string): StoredCertificate => ({
  ...about,
  arn: 'arn:c',
  kind: 'certificate',
  certificate: 'chain',
  authorities: 'root',
  sealedKey,
});
const trusted: StoredCertificate = {
  ...about,
  arn: 'arn:a',
  kind: 'authority',
  certificate: 'root',
  authorities: 'root',
};

describe('private keys', () => {
  it('are sealed anew when the secret changes, and open with the new one only', async () => {
    const tx = emptyStore();
    await writeShelf(tx, [held(cipher('old').seal('key', privateKeyPurpose('arn:c'))), trusted]);
    await resealCertificates(tx, cipher('old'), cipher('new'));
    const shelf = await readShelf(tx);
    expect(directoryOf(shelf, cipher('new')).certificate('arn:c')).toEqual({ chain: 'chain', privateKey: 'key' });
    expect(directoryOf(shelf, cipher('old')).certificate('arn:c')).toBeUndefined();
    expect(shelf.find(({ arn }) => arn === 'arn:a')).toEqual(trusted);
  });

  it('that were put under another ARN open nothing', () => {
    const moved = held(cipher('s').seal('key', privateKeyPurpose('arn:other')));
    expect(directoryOf([moved], cipher('s')).certificate('arn:c')).toBeUndefined();
  });

  it('are dropped when the secret is lost; whom to trust stays', async () => {
    const tx = emptyStore();
    await writeShelf(tx, [held(cipher('lost').seal('key', privateKeyPurpose('arn:c'))), trusted]);
    await forgetPrivateKeys(tx);
    expect(await readShelf(tx)).toEqual([trusted]);
  });
});

describe('the directory', () => {
  it('tells certificates from authorities, and gives the same object each time', () => {
    const directory = directoryOf([held(cipher('s').seal('key', privateKeyPurpose('arn:c'))), trusted], cipher('s'));
    expect(directory.certificate('arn:c')).toBe(directory.certificate('arn:c'));
    expect([directory.authority('arn:a'), directory.authorityOf('arn:c')]).toEqual(['root', 'root']);
    expect([directory.certificate('arn:a'), directory.authority('arn:c')]).toEqual([undefined, undefined]);
    expect(directory.authorityOf('arn:a')).toBeUndefined();
  });
});
