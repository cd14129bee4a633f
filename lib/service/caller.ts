import type { Writer } from '@/lib/model';

/** Who calls a use case. Identity (lib/identity) finds it out, access (lib/access) decides what it may do. */
export interface Caller {
  /** Account that the access key belongs to. */
  account: string;
  region: string;
  role: 'administrator' | 'editor' | 'viewer' | 'console';
  /** Kept with every write. For role console with a person, `who` is the person and `role` the person's. */
  writer: Writer;
}
