import { z } from 'zod';
import { ClientError } from './fetch';
import { paths } from './paths';

const csrfSchema = z.object({ csrfToken: z.string() });
const answerSchema = z.object({ url: z.string() });

/**
 * Signs in by name and password through next-auth's credentials endpoint. Undefined when it worked, else the reason as
 * the server gives it: `CredentialsSignin` = wrong, or the message of what went wrong there.
 *
 * next-auth's own client leaves the page when its first request fails; a person should be told on the page instead.
 */
export async function signIn(name: string, password: string): Promise<string | undefined> {
  const { csrfToken } = csrfSchema.parse(await (await fetch(paths.api.csrf())).json());
  const body = new URLSearchParams({ csrfToken, name, password, callbackUrl: paths.meshes(), json: 'true' });
  const response = await fetch(paths.api.signIn(), { method: 'POST', body });
  const answer = answerSchema.safeParse(await response.json().catch(() => undefined));
  if (!answer.success) throw new ClientError('unexpected', `HTTP ${response.status}`, response.status);
  const reason = new URL(answer.data.url, window.location.href).searchParams.get('error');
  return reason ?? (response.ok ? undefined : 'unexpected');
}
