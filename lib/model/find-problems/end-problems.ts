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
  return [...snapshot.virtualNodes.values(), ...snapshot.virtualGateways.values()].flatMap((owner) =>
    namedArnsOf(owner).flatMap(({ arn, use }) => {
      const end = certificates.notAfter(arn);
      const state = end === undefined ? 'good' : certificateEnd(end, now).state;
      if (end === undefined || state === 'good') return [];
      const code = state === 'ended' ? 'certificate-ended' : 'certificate-ends-soon';
      return [problem(owner, code, use.path, { arn, end })];
    }),
  );
}
