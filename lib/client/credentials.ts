import {
  type CredentialInput,
  type CredentialMade,
  type CredentialView,
  credentialMadeSchema,
  credentialViewSchema,
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
