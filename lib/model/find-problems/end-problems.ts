import { certificateEnd } from '../certificate-end';
import { namedArnsOf } from '../certificate-uses';
import type { CertificateDirectory } from '../certificates';
import type { Problem } from '../problems';
import type { MeshSnapshot } from '../snapshot';
import { problem } from './report';

/**
 * What nodes and gateways use of certificates and authorities that have ended or end soon: the other side of their TLS
 * refuses them then. Apart from the other problems of TLS, as it changes by the clock alone.
 */
export function endProblems(snapshot: MeshSnapshot, certificates: CertificateDirectory, now: number): Problem[] {
  const found: Problem[] = [];
  for (const owners of [snapshot.virtualNodes, snapshot.virtualGateways]) {
    for (const owner of owners.values()) {
      for (const { arn, use } of namedArnsOf(owner)) {
        const end = certificates.notAfter(arn);
        const state = end === undefined ? 'good' : certificateEnd(end, now).state;
        if (end === undefined || state === 'good') continue;
        const code = state === 'ended' ? 'certificate-ended' : 'certificate-ends-soon';
        found.push(problem(owner, code, use.path, { arn, end }));
      }
    }
  }
  return found;
}
