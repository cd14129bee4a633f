import { AwayError, type Endpoint, signedFetch } from '@/lib/aws';
import { PERSON_HEADER, signPerson } from '@/lib/identity';
import { type ApiPerson, personSchema } from '@/lib/model';
import { trustApiAuthority } from './api-authority';
import { type ConsoleSettings, consoleSettings } from './settings';

trustApiAuthority(process.env.MESHKEEP_API_CA);

/** Why a person could not sign in; the sign-in page has a sentence for each. */
export type SignInFailure = 'away' | 'not-configured' | 'refused-key' | 'too-many' | 'unexpected';

/** Checks a password at the control plane. Undefined = wrong; any other failure is thrown, its message a SignInFailure. */
export async function signInWithPassword(input: { name: string; password: string }): Promise<ApiPerson | undefined> {
  const settings = consoleSettings();
  if (!settings) throw failure('not-configured');
  const response = await ask(settings, JSON.stringify(input));
  if (response.status === 401) return undefined;
  if (response.status === 403) throw failure('refused-key');
  if (response.status === 429) throw failure('too-many');
  if (!response.ok) throw failure('unexpected');
  return personSchema.parse(await response.json());
}

async function ask(settings: ConsoleSettings, body: string): Promise<Response> {
  try {
    const init = { method: 'POST', path: '/meshkeep/v1/sessions', service: 'meshkeep', body } as const;
    return await signedFetch(consoleEndpoint(settings), init);
  } catch (error) {
    throw error instanceof AwayError ? failure('away') : error;
  }
}

function failure(reason: SignInFailure): Error {
  return new Error(reason);
}

function consoleEndpoint({ apiUrl, region, key }: ConsoleSettings): Endpoint {
  return { url: apiUrl, region, key };
}

/** The control plane as the console's key sees it, in the name of a signed-in person. */
export async function endpointFor(person: ApiPerson): Promise<Endpoint> {
  const settings = consoleSettings();
  if (!settings) throw new Error('the console has no access key to the control plane');
  const token = await signPerson(person.name, settings.secret, Date.now());
  return { ...consoleEndpoint(settings), headers: { [PERSON_HEADER]: token } };
}
