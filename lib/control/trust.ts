import { type ClaimedResource, type ConnectionRefusal, decideClaim, meshKeyText } from '@/lib/model';
import type { PeerInfo, Welcome } from '@/lib/xds';
import type { CredentialDirectory } from './credential-directory';
import { peerHost } from './proxy-identity';

/** Why somebody is not let in, with gRPC's code as App Mesh used it. */
export interface Distrust {
  code: 7 | 16;
  reason: ConnectionRefusal;
  message: string;
}

export interface TrustOptions {
  /** Proxies that show nothing are refused. */
  required: boolean;
  credentials: CredentialDirectory;
  home: { account: string; region: string };
  now(): number;
  /** Whether a proxy of this resource is connected from this host. */
  isConnected(claim: ClaimedResource, host: string): boolean;
}

/** Decides whether a proxy may be what it says. Which resource that is may not be known: then only who it is counts. */
export class Trust {
  constructor(private readonly options: TrustOptions) {}

  check(peer: PeerInfo, claim: ClaimedResource | undefined, kind: 'ads' | 'report'): Welcome | Distrust {
    const { proof } = peer;
    if (!proof) return this.options.required ? distrust(16, 'no-credential', NOTHING_SHOWN) : {};
    if (!proof.ok) return distrust(16, proof.reason, proof.message);
    if (!claim) return {};
    if (proof.identity.method === 'report') return this.#checkReport(proof.identity.subjects[0], peer, { claim, kind });
    const { home, credentials } = this.options;
    const now = this.options.now();
    if (proof.identity.expiresAt !== undefined && proof.identity.expiresAt <= now) {
      return distrust(16, 'expired', `what ${proof.identity.shown} showed has expired`);
    }
    const verdict = decideClaim(credentials.all(), proof.identity, claim, { home, now });
    if (!verdict.ok) return distrust(verdict.code, verdict.reason, verdict.message);
    credentials.used(verdict.credential.id, { at: now, from: peerHost(peer) });
    return verdict.until === undefined ? {} : { until: verdict.until };
  }

  /** Good for the logs of one resource, and only while one of its proxies is connected from the same host. */
  #checkReport(
    resource: string | undefined,
    peer: PeerInfo,
    { claim, kind }: { claim: ClaimedResource; kind: 'ads' | 'report' },
  ): Welcome | Distrust {
    if (kind !== 'report') return distrust(7, 'other-resource', 'a report token is for access logs only');
    if (resource !== claimText(claim)) return distrust(7, 'other-resource', 'the report token is for another resource');
    if (this.options.isConnected(claim, peerHost(peer))) return {};
    return distrust(16, 'bad-credential', 'no proxy of this resource is connected from this host');
  }
}

const NOTHING_SHOWN = 'no credential was shown: proxies must prove here who they are';

/** The text that a report token is made for. */
export function claimText({ mesh, resource }: ClaimedResource): string {
  return `${meshKeyText(mesh)} ${resource.kind}/${resource.name}`;
}

function distrust(code: 7 | 16, reason: ConnectionRefusal, message: string): Distrust {
  return { code, reason, message };
}
