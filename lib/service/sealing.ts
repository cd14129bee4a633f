import type { ReadTx, WriteTx } from '@/lib/store';
import type { Cipher } from '@/lib/util';
import { accessKeyPurpose, putAccessKey } from './access-keys';
import { forgetPrivateKeys, resealCertificates } from './certificates/shelf';
import { forgetAuthorityKeys, resealAuthorities } from './client-authorities/shelf';
import { read, type ServiceDeps, write } from './deps';

/** Name of the sealed text that tells whether a secret is the right one; there is none before the first sealing. */
const CHECK = 'sealed-with';
/** Under this name earlier versions kept the installation's secret, in the open. */
const LEGACY_SECRET = 'meshkeep-secret';

/** How the secrets in the store lie there. */
export interface SealingState {
  sealed: boolean;
  /** The installation's secret, where an older version left it in the store. */
  legacySecret?: string;
}

/** Looks before there is a cipher: the first start has to decide whether it may make a secret. */
export function readSealing(deps: Pick<ServiceDeps, 'store'>): Promise<SealingState> {
  return read(deps, async (tx) => {
    const legacySecret = await tx.getSecret(LEGACY_SECRET);
    const sealed = (await tx.getSecret(CHECK)) !== undefined;
    return { sealed, ...(legacySecret !== undefined && { legacySecret }) };
  });
}

/** `ready`: nothing to do. `sealed`: old texts were replaced; `Store.eraseDeleted` wipes them off the disk. */
export type Sealing = 'ready' | 'sealed' | 'wrong-secret';

/**
 * Makes sure that every secret in the store is sealed with this cipher: seals what an older version left open, and
 * with the cipher of the `previous` secret turns one secret into another. All in one transaction.
 */
export function ensureSealed(deps: Pick<ServiceDeps, 'store' | 'cipher'>, previous?: Cipher): Promise<Sealing> {
  const { cipher } = deps;
  return write(deps, async (tx) => {
    const check = await tx.getSecret(CHECK);
    const opener = openerOf(check, [cipher, ...(previous ? [previous] : [])]);
    if (opener === undefined) return 'wrong-secret';
    if (opener === cipher) return 'ready';
    await resealKeys(tx, opener, cipher);
    if (opener !== 'none') {
      await resealCertificates(tx, opener, cipher);
      await resealAuthorities(tx, opener, cipher);
    }
    await tx.deleteSecret(LEGACY_SECRET);
    await tx.putSecret(CHECK, cipher.seal(CHECK, CHECK));
    return 'sealed';
  });
}

/** What can read the stored texts: one of the ciphers; texts that were never sealed need none. */
function openerOf(check: string | undefined, ciphers: readonly Cipher[]): Cipher | 'none' | undefined {
  if (check === undefined) return 'none';
  return ciphers.find((cipher) => cipher.open(check, CHECK) === CHECK);
}

/** Stored texts that the check promised to be readable but are not stay as they are: nobody can sign with them. */
async function resealKeys(tx: ReadTx & WriteTx, opener: Cipher | 'none', cipher: Cipher): Promise<void> {
  for (const key of await tx.accessKeys()) {
    const secret = opener === 'none' ? key.secret : opener.open(key.secret, accessKeyPurpose(key.id));
    if (secret !== undefined) await putAccessKey(tx, cipher, { ...key, secret });
  }
}

/**
 * For an installation whose secret is lost: drops what only that secret could read, so that the next steps of the
 * start make new keys. Meshes, people and history stay.
 */
export function forgetSealed(deps: Pick<ServiceDeps, 'store'>): Promise<void> {
  return write(deps, async (tx) => {
    for (const { id } of await tx.accessKeys()) await tx.deleteAccessKey(id);
    await forgetPrivateKeys(tx);
    await forgetAuthorityKeys(tx);
    await tx.deleteSecret(CHECK);
  });
}
