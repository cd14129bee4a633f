import { newCertificateSchema } from '@/lib/model';
import { type Caller, type Certificates, ServiceError } from '@/lib/service';
import { jsonResponse, type RawRequest, type RawResponse } from '../http';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

const FRESH = { 'cache-control': 'no-store' };

/** A request to `/meshkeep/v1/certificates`. */
export interface CertificateCall {
  certificates: Certificates;
  caller: Caller;
  request: RawRequest;
  query: URLSearchParams;
}

/** GET lists what is held, POST adds, DELETE `?arn=…` removes. No answer holds a private key. */
export async function certificateRoute(call: CertificateCall): Promise<RawResponse> {
  const { certificates, caller, request, query } = call;
  if (request.method === 'GET') return jsonResponse(200, { certificates: await certificates.list(caller) }, FRESH);
  if (request.method === 'POST') {
    const wanted = readBody(request, newCertificateSchema);
    return jsonResponse(200, await certificates.add(caller, wanted), FRESH);
  }
  if (request.method !== 'DELETE') return methodNotAllowed(request, 'GET, POST, DELETE');
  const arn = query.get('arn');
  if (!arn) throw new ServiceError('bad-request', 'the query must name the ARN: ?arn=…');
  await certificates.remove(caller, arn);
  return jsonResponse(200, {}, FRESH);
}
