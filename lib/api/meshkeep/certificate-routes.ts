import { type CertificateList, type MeshSnapshot, namedCertificates, newCertificateSchema } from '@/lib/model';
import { type Caller, type Certificates, ServiceError } from '@/lib/service';
import type { RawRequest, RawResponse } from '../http';
import { done, fresh } from './answers';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

/** A request to `/meshkeep/v1/certificates`. */
export interface CertificateCall {
  certificates: Certificates;
  caller: Caller;
  request: RawRequest;
  query: URLSearchParams;
  /** The caller's meshes as they are now. */
  meshes(): readonly MeshSnapshot[];
}

/** GET lists what is held and what uses it, POST adds, DELETE `?arn=…` removes. No answer holds a private key. */
export async function certificateRoute(call: CertificateCall): Promise<RawResponse> {
  const { certificates, caller, request, query } = call;
  if (request.method === 'GET') return fresh(list(call));
  if (request.method === 'POST') return fresh(certificates.add(caller, readBody(request, newCertificateSchema)));
  if (request.method !== 'DELETE') return methodNotAllowed(request, 'GET, POST, DELETE');
  const arn = query.get('arn');
  if (!arn) throw new ServiceError('bad-request', 'the query must name the ARN: ?arn=…');
  return done(certificates.remove(caller, arn));
}

async function list({ certificates, caller, meshes }: CertificateCall): Promise<CertificateList> {
  const held = await certificates.list(caller);
  const named = namedCertificates(meshes());
  const same = (one: { arn: string; kind: string }) => (other: { arn: string; kind: string }) =>
    one.arn === other.arn && one.kind === other.kind;
  return {
    certificates: held.map((one) => ({ ...one, uses: named.find(same(one))?.uses ?? [] })),
    missing: named.filter((one) => !held.some(same(one))),
  };
}
