import type { ClientAuthorities } from '@/lib/service';
import type { XdsServer } from '@/lib/xds';
import type { TlsFiles } from './tls-files';

/** What the xDS port speaks TLS with: the files, and whose client certificates count, from both places. */
export interface XdsTlsSource {
  now(): TlsFiles;
  /** The files are others. */
  replace(files: TlsFiles): void;
}

/** Has the xDS port trust the authorities of MESHKEEP_XDS_CLIENT_CA and those that the API keeps, as they change. */
export function followAuthorities(
  files: TlsFiles,
  authorities: ClientAuthorities,
  xds: Pick<XdsServer, 'replaceTls'>,
): XdsTlsSource {
  let current = files;
  const now = (): TlsFiles => ({
    ...current,
    clientAuthorities: [...current.clientAuthorities, ...authorities.trusted().all],
  });
  authorities.onChange(() => xds.replaceTls(now()));
  return {
    now,
    replace(changed) {
      current = changed;
      xds.replaceTls(now());
    },
  };
}
