import type { NextAuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { type ApiPerson, personSchema, sessionInputSchema } from '@/lib/model';
import { signInWithPassword } from './control-plane';
import { apiUrl, consoleSettings, sessionSecret } from './settings';

/** A working day: then a person signs in again. */
const SESSION_SECONDS = 12 * 60 * 60;

const settings = consoleSettings();
// next-auth takes its own address from this variable only.
process.env.NEXTAUTH_URL ??= settings?.consoleUrl ?? 'http://127.0.0.1:3000';

const consoleAddress = new URL(process.env.NEXTAUTH_URL);

/** Browsers share cookies between the ports of one host: with the port in its name, two consoles do not sign each other out. */
export const SESSION_COOKIE = `meshkeep-session-${consoleAddress.port || '443'}`;

/** Key of the session cookie; without settings nobody can sign in, so any value will do. */
export const SESSION_SECRET = settings?.sessionSecret ?? sessionSecret(apiUrl());

/**
 * Sign in by name and password, which the control plane checks. A further provider (OIDC: `type: 'oauth'`, `wellKnown`,
 * `idToken: true`) joins the list here; the sign-in page shows what the list has.
 */
export const authOptions: NextAuthOptions = {
  secret: SESSION_SECRET,
  session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
  pages: { signIn: '/sign-in' },
  cookies: {
    sessionToken: {
      name: SESSION_COOKIE,
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure: consoleAddress.protocol === 'https:' },
    },
  },
  providers: [
    CredentialsProvider({
      name: 'password',
      credentials: { name: {}, password: {} },
      async authorize(credentials) {
        const input = sessionInputSchema.safeParse(credentials);
        if (!input.success) return null;
        const person = await signInWithPassword(input.data);
        return person ? { id: person.name, ...person } : null;
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { ...token, ...personSchema.parse(user) } : token),
    session: ({ session, token }) => ({ ...session, user: personSchema.parse(token) }),
  },
};

/** Who is signed in, by the session cookie of the current request. */
export async function currentPerson(): Promise<ApiPerson | undefined> {
  const session = await getServerSession(authOptions);
  return personSchema.safeParse(session?.user).data;
}
