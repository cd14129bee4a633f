import { createHmac } from 'node:crypto';
import type { AccessKey } from '@/lib/aws';

export interface ConsoleSettings {
  apiUrl: string;
  consoleUrl: string;
  region: string;
  /** The console's own access key (role console). */
  key: AccessKey;
  /** MESHKEEP_SECRET: signs the token that names the signed-in person. */
  secret: string;
  /** Signs the session cookie. Derived, so that no cookie can be passed off as another kind of token. */
  sessionSecret: string;
}

/** The console's settings, or undefined when it was started without its access key (design: `make start` hands it over). */
export function consoleSettings(env: NodeJS.ProcessEnv = process.env): ConsoleSettings | undefined {
  const accessKeyId = env.MESHKEEP_CONSOLE_ACCESS_KEY_ID;
  const secretAccessKey = env.MESHKEEP_CONSOLE_SECRET_ACCESS_KEY;
  const secret = env.MESHKEEP_SECRET;
  if (!accessKeyId || !secretAccessKey || !secret) return undefined;
  return {
    apiUrl: apiUrl(env),
    consoleUrl: env.MESHKEEP_CONSOLE_URL ?? `http://127.0.0.1:${env.MESHKEEP_CONSOLE_PORT ?? '3000'}`,
    region: env.MESHKEEP_REGION ?? 'us-east-1',
    key: { accessKeyId, secretAccessKey },
    secret,
    sessionSecret: sessionSecret(secret),
  };
}

/** Where the control plane is expected; also named in messages when it does not answer. */
export function apiUrl(env: NodeJS.ProcessEnv = process.env): string {
  return env.MESHKEEP_API_URL ?? `http://127.0.0.1:${env.MESHKEEP_API_PORT ?? '4040'}`;
}

/** The key of session cookies, made from MESHKEEP_SECRET. */
export function sessionSecret(secret: string): string {
  return createHmac('sha256', secret).update('meshkeep console session v1').digest('base64url');
}
