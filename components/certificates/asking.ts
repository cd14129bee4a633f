import type { UsedCertificate } from '@/lib/model';
import type { Way } from './certificate-form';

/** Which question is open, and about what. */
export interface Asking {
  way: Way | 'delete';
  /** The one that is renewed, replaced or deleted. */
  certificate?: UsedCertificate;
  /** What a mesh names and nobody holds. */
  missingArn?: string;
}
