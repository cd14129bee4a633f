import { z } from 'zod';
import { type ApiCertificate, certificateSchema, type NewCertificate } from '@/lib/model';
import { postJson, sendJson } from './fetch';
import { paths } from './paths';

/** Has a certificate or authority held, or what is held under its ARN replaced. Rejects with ClientError. */
export function addCertificate(wanted: NewCertificate): Promise<ApiCertificate> {
  return postJson(paths.api.certificates(), wanted, certificateSchema);
}

/** Holds it no longer. Rejects with ClientError. */
export async function removeCertificate(arn: string): Promise<void> {
  await sendJson('DELETE', paths.api.certificates(arn), undefined, z.undefined());
}
