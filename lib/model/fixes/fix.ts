import type { ResourceRef } from '../kinds';

/** Every way to mend a problem. A new code does not compile until both languages have its text. */
export const FIX_CODES = [
  'equal-weights',
  'drop-target',
  'set-target-port',
  'drop-backend',
  'add-backend',
  'create-service',
  'set-provider',
  'set-match-port',
  'set-listener-protocol',
  'raise-timeout',
  'drop-listener',
  'drop-outlier-detection',
  'drop-log-format',
] as const;
export type FixCode = (typeof FIX_CODES)[number];

/** One way to mend a problem: an edit of the mesh that a person can put into a draft. */
export interface Fix {
  code: FixCode;
  /** For its text. */
  params: Record<string, string | number>;
  puts: readonly { ref: ResourceRef; spec: object }[];
}

/** What problems and fixes are about, as the API and a draft's view have it. */
export interface FixResource extends ResourceRef {
  spec: object;
}
