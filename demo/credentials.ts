/** The demo's names, passwords and keys: made by its first start, kept beside its store, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Credentials {
  username: string;
  password: string;
  accessKeyId: string;
  secretAccessKey: string;
  consoleAccessKeyId: string;
  consoleSecretAccessKey: string;
  secret: string;
}

export function demoCredentials(dir: string): Credentials {
  const file = path.join(dir, 'credentials.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const made: Credentials = {
    username: 'admin',
    password: randomBytes(9).toString('base64url'),
    accessKeyId: keyId(),
    secretAccessKey: randomBytes(30).toString('base64url'),
    consoleAccessKeyId: keyId(),
    consoleSecretAccessKey: randomBytes(30).toString('base64url'),
    secret: randomBytes(32).toString('base64url'),
  };
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

function keyId(): string {
  return `AKIA${randomBytes(8).toString('hex').toUpperCase()}`;
}
