import { describe, expect, it } from 'vitest';
import { createCipher } from '@/lib/identity';
import type { ReadTx, WriteTx } from '@/lib/store';
import { directoryOf } from './directory';
import {
  certificateShelf,
  forgetPrivateKeys,
  privateKeyPurpose,
  resealCertificates,
  type StoredCertificate,
} from './shelf';

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
    await certificateShelf.write(tx, [
      held(createCipher('the old secret').seal('key', privateKeyPurpose('arn:c'))),
      trusted,
    ]);
    await resealCertificates(tx, createCipher('the old secret'), createCipher('the new secret'));
    const shelf = await certificateShelf.read(tx);
    expect(directoryOf(shelf, createCipher('the new secret')).certificate('arn:c')).toEqual({
      chain: 'chain',
      privateKey: 'key',
    });
    expect(directoryOf(shelf, createCipher('the old secret')).certificate('arn:c')).toBeUndefined();
    expect(shelf.find(({ arn }) => arn === 'arn:a')).toEqual(trusted);
  });

  it('that were put under another ARN open nothing', () => {
    const moved = held(createCipher('the s secret').seal('key', privateKeyPurpose('arn:other')));
    expect(directoryOf([moved], createCipher('the s secret')).certificate('arn:c')).toBeUndefined();
  });

  it('are dropped when the secret is lost; whom to trust stays', async () => {
    const tx = emptyStore();
    await certificateShelf.write(tx, [
      held(createCipher('the lost secret').seal('key', privateKeyPurpose('arn:c'))),
      trusted,
    ]);
    await forgetPrivateKeys(tx);
    expect(await certificateShelf.read(tx)).toEqual([trusted]);
  });
});

describe('the directory', () => {
  it('tells certificates from authorities, and gives the same object each time', () => {
    const directory = directoryOf(
      [held(createCipher('the s secret').seal('key', privateKeyPurpose('arn:c'))), trusted],
      createCipher('the s secret'),
    );
    expect(directory.certificate('arn:c')).toBe(directory.certificate('arn:c'));
    expect([directory.authority('arn:a'), directory.authorityOf('arn:c')]).toEqual(['root', 'root']);
    expect([directory.certificate('arn:a'), directory.authority('arn:c')]).toEqual([undefined, undefined]);
    expect(directory.authorityOf('arn:a')).toBeUndefined();
  });
});
