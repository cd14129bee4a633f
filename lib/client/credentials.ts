import { z } from 'zod';
import {
  type ClientAuthority,
  type CredentialInput,
  type CredentialMade,
  type CredentialView,
  clientAuthoritySchema,
  credentialMadeSchema,
  credentialViewSchema,
  type NewClientAuthority,
} from '@/lib/model';
import { postJson, sendJson } from './fetch';
import { paths } from './paths';

/** Makes a proxy credential. A token's text is in this answer only. Rejects with ClientError. */
export function createCredential(input: CredentialInput): Promise<CredentialMade> {
  return postJson(paths.api.credentials(), input, credentialMadeSchema);
}

/** Ends a credential at once. Rejects with ClientError. */
export function revokeCredential(id: string): Promise<CredentialView> {
  return sendJson('DELETE', paths.api.credential(id), undefined, credentialViewSchema);
}

/** Makes an authority of our own, by which is issued from then on, or trusts another one. Rejects with ClientError. */
export function addClientAuthority(wanted: NewClientAuthority): Promise<ClientAuthority> {
  return postJson(paths.api.clientAuthorities(), wanted, clientAuthoritySchema);
}

/** Trusts an authority no longer. Rejects with ClientError. */
export async function retireClientAuthority(id: string): Promise<void> {
  await sendJson('DELETE', paths.api.clientAuthority(id), undefined, z.undefined());
}
