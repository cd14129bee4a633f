import { type DataSourceSchema, SecretSchema } from '@/lib/envoy-api';
import type { CertificateDirectory } from '@/lib/model';
import type { ClientTlsIr, SecretIr, SecretRefIr, ServerTlsIr } from '../ir/tls';
import { remember } from '../memo';
import type { EncodedResource } from '../types';
import { encodeResource, type Init } from './wire';

/** What a listener's TLS needs from us. */
export function serverSecrets(tls: ServerTlsIr | undefined): SecretIr[] {
  return tls ? ours([tls.certificate, tls.clients?.trust]) : [];
}

/** What TLS towards a target needs from us. */
export function clientSecrets(tls: ClientTlsIr | undefined): SecretIr[] {
  return tls ? ours([tls.certificate, tls.server?.trust]) : [];
}

function ours(refs: readonly (SecretRefIr | undefined)[]): SecretIr[] {
  return refs.flatMap((ref) => (ref?.from === 'us' ? [ref.secret] : []));
}

const encoded = remember<SecretIr, EncodedResource>();

/**
 * A secret as Envoy takes it, or undefined where we do not hold it: then nothing that needs it is served. Files are
 * only named: they stay on the proxy's machine, which reads them anew when they change.
 */
export function secretResource(secret: SecretIr, certificates: CertificateDirectory): EncodedResource | undefined {
  switch (secret.is) {
    case 'certificate-file':
      return encoded(secret, [], () => fileCertificate(secret));
    case 'trust-file':
      return encoded(secret, [], () => trust(secret.name, file(secret.chain), directoryOf(secret.chain)));
    case 'certificate': {
      const held = certificates.certificate(secret.arn);
      return held && encoded(secret, [held], () => certificate(secret.name, text(held.chain), text(held.privateKey)));
    }
    case 'authorities':
      return trustIn(
        secret,
        secret.arns.map((arn) => certificates.authority(arn)),
      );
    case 'authority-of':
      return trustIn(secret, [certificates.authorityOf(secret.arn)]);
  }
}

function fileCertificate({ name, chain, key }: Extract<SecretIr, { is: 'certificate-file' }>): EncodedResource {
  const directory = directoryOf(chain);
  return certificate(name, file(chain), file(key), directoryOf(key) === directory ? directory : undefined);
}

/** Trust in all of these; none where one is missing: a peer of that one would be refused in silence. */
function trustIn(secret: SecretIr, roots: readonly (string | undefined)[]): EncodedResource | undefined {
  if (roots.length === 0 || roots.includes(undefined)) return undefined;
  return encoded(secret, roots, () => trust(secret.name, text(roots.join('\n'))));
}

type Source = Init<typeof DataSourceSchema>;

const file = (path: string): Source => ({ specifier: { case: 'filename', value: path } });
const text = (value: string): Source => ({ specifier: { case: 'inlineString', value } });

function certificate(name: string, certificateChain: Source, privateKey: Source, watched?: string): EncodedResource {
  const watch = watched !== undefined && { watchedDirectory: { path: watched } };
  return encodeResource('secret', SecretSchema, {
    name,
    type: { case: 'tlsCertificate', value: { certificateChain, privateKey, ...watch } },
  });
}

function trust(name: string, trustedCa: Source, watched?: string): EncodedResource {
  const watch = watched !== undefined && { watchedDirectory: { path: watched } };
  return encodeResource('secret', SecretSchema, {
    name,
    type: { case: 'validationContext', value: { trustedCa, ...watch } },
  });
}

/** Renaming anything into this directory makes Envoy read the file anew. */
function directoryOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : '.';
}
