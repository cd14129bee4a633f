import type { ApiCertificate } from '@/lib/model';

/** How a person calls it: its first name, else its subject. */
export function displayName({ kind, names: [name], subject, arn }: ApiCertificate): string {
  return (kind === 'certificate' ? name : undefined) ?? (subject || arn);
}

/** Whether it is the authority by which we issue: no other authority's key is here. */
export function isOwnAuthority({ kind, hasPrivateKey }: ApiCertificate): boolean {
  return kind === 'authority' && hasPrivateKey;
}
