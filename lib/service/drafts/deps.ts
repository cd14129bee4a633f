import type { Json, Verdict } from '@/lib/envoy-check';
import type { Translator } from '@/lib/translate';
import type { ServiceDeps } from '../deps';
import type { ObservedState } from '../observed';

/** What the use cases of drafts are given. */
export interface DraftDeps extends Pick<ServiceDeps, 'store' | 'clock' | 'random' | 'quotas'> {
  observed: Pick<ObservedState, 'snapshot' | 'directory' | 'problemsIn' | 'proxyGroups'>;
  /** Its own: what a plan renders must not push out what deliveries remember. */
  translator: Translator;
  /** Has a real Envoy read a configuration; rejects when it could not be asked. */
  checkConfig(config: Json): Promise<Verdict>;
}

/** Open drafts of one mesh. */
export const MAX_OPEN_DRAFTS = 500;
/** Resources that one draft changes. */
export const MAX_DRAFT_CHANGES = 5_000;
/** Comments of one draft. */
export const MAX_DRAFT_COMMENTS = 1_000;
