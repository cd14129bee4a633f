import { type NextRequest, NextResponse } from 'next/server';
import { getToken } from 'next-auth/jwt';
import { SESSION_COOKIE, SESSION_SECRET } from './app/_server/auth';
import { paths } from './lib/client';

/** Pages are for people who are signed in. Server routes check by themselves and answer 401 instead. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const token = await getToken({ req: request, secret: SESSION_SECRET, cookieName: SESSION_COOKIE });
  if (token) return NextResponse.next();
  const from = request.nextUrl.pathname + request.nextUrl.search;
  return NextResponse.redirect(new URL(paths.signIn(from), request.nextUrl.origin));
}

export const config = { matcher: ['/', '/meshes/:path*'] };
