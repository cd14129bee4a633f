import { randomBytes } from 'node:crypto';
import { createCipher } from '@/lib/identity';
import { ensureSealed, forgetSealed, readSealing, type SealingState } from '@/lib/service';
import type { Store } from '@/lib/store';
import type { Cipher, Logger } from '@/lib/util';
import type { Config } from './config';
import { readSecretFile, writeSecretFile } from './data-dir';
import { StartError } from './listen-error';

type SecretConfig = Pick<Config, 'dataDir' | 'secret' | 'previousSecret' | 'forgetKeys'>;

/** The installation's secret, and the cipher that is made of it. */
export interface Sealed {
  secret: string;
  cipher: Cipher;
}

/**
 * Finds the secret (MESHKEEP_SECRET, else the file of an earlier start, else a new one) and makes sure that what lies
 * in the store is sealed with it. Throws StartError when it was sealed with another one: starting with new keys then
 * would lock everybody out without a word.
 */
export async function prepareSecret(store: Store, config: SecretConfig, logger: Logger): Promise<Sealed> {
  if (config.forgetKeys) {
    await forgetSealed({ store });
    logger.warn('MESHKEEP_FORGET_KEYS: every access key is forgotten, new ones are made');
  }
  const secret = await findSecret(config, await readSealing({ store }));
  const cipher = createCipher(secret);
  const previous = config.previousSecret === undefined ? undefined : createCipher(config.previousSecret);
  const sealing = await ensureSealed({ store, cipher }, previous);
  if (sealing === 'wrong-secret') throw new StartError(WRONG_SECRET);
  if (sealing === 'sealed') await store.eraseDeleted();
  return { secret, cipher };
}

async function findSecret({ dataDir, secret }: SecretConfig, state: SealingState): Promise<string> {
  if (secret !== undefined) return secret;
  const kept = readSecretFile(dataDir);
  if (kept !== undefined) return kept;
  if (state.sealed) throw new StartError(NO_SECRET);
  const made = state.legacySecret ?? randomBytes(32).toString('base64url');
  writeSecretFile(dataDir, made);
  return made;
}

const WAY_OUT =
  'If that secret is lost, start once with MESHKEEP_FORGET_KEYS=yes: every access key is dropped and a new one for the ' +
  'administrator is made and printed; meshes, people and history stay.';

const WRONG_SECRET =
  'The keys in the database are encrypted with another secret than this one. Start with the MESHKEEP_SECRET that was ' +
  'used before; to change it, give the old one as MESHKEEP_PREVIOUS_SECRET beside the new one, once. ' +
  `Nothing was changed. ${WAY_OUT}`;

const NO_SECRET =
  'The keys in the database are encrypted, and their secret is not here: MESHKEEP_SECRET is not set and the data ' +
  `directory has no file "secret". Set MESHKEEP_SECRET, or put the file back. Nothing was changed. ${WAY_OUT}`;
