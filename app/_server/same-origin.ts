/** Browsers send Origin with every POST; beside the SameSite cookie it keeps other sites' pages from writing. */
export function isSameOrigin({ headers }: Pick<Request, 'headers'>): boolean {
  const origin = headers.get('origin');
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host;
}
