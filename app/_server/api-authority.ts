import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/**
 * Trusts the authority of the control plane's certificate (MESHKEEP_API_CA, PEM) beside the usual ones, for every call
 * that this process makes. A file that cannot be read is told in the log: calls then fail as to a stranger.
 */
export function trustApiAuthority(file: string | undefined): void {
  if (!file) return;
  try {
    setDefaultCACertificates([...getCACertificates('default'), readFileSync(file, 'utf8')]);
  } catch (error) {
    console.error(`MESHKEEP_API_CA: ${file} cannot be used`, error);
  }
}
