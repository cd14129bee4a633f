/** The cluster of the control plane: plain or TLS, with the proxy's credential on every stream. */
import type { ControlPlaneAddress, ProxyCredential } from '@/lib/model';
import type { ExtraFile } from './envoy';

const SECRET_TYPE = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret';
const TOKEN = 'meshkeep_xds_token';
const TOKEN_HEADER = 'x-meshkeep-token';
const CERTIFICATE = 'meshkeep_xds_certificate';
const HTTP = 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

/** What clusters of the control plane share. */
export interface XdsAccess {
  controlPlane: ControlPlaneAddress;
  credential: ProxyCredential;
  /** Folder of the files that Envoy watches. */
  folder: string;
}

/** Static secrets of the bootstrap, and files that are read again when they change. */
export interface CredentialParts {
  secrets: object[];
  files: ExtraFile[];
}

/** A cluster by this name; TCP keepalive tells a silent peer from an idle one where HTTP/2's own ping does not run. */
export function xdsCluster(name: string, { controlPlane, credential, folder }: XdsAccess): object {
  const tls = transportSocket(controlPlane, credential, folder);
  return {
    name,
    type: 'socket' in controlPlane || isIp(controlPlane.host) ? 'STATIC' : 'STRICT_DNS',
    connect_timeout: '1s',
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: addressOf(controlPlane) } }] }],
    },
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': HTTP,
        explicit_http_config: {
          http2_protocol_options: { connection_keepalive: { interval: '10s', timeout: '5s' } },
        },
        ...httpFilters(credential, folder),
      },
    },
    upstream_connection_options: { tcp_keepalive: { keepalive_time: 10, keepalive_interval: 10 } },
    ...(tls && { transport_socket: tls }),
  };
}

/** Secrets that stand in the bootstrap, and the files of those that rotate. */
export function credentialParts(credential: ProxyCredential, folder: string): CredentialParts {
  const generic = (secret: object) => ({ name: TOKEN, generic_secret: { secret } });
  switch (credential.type) {
    case 'none':
      return { secrets: [], files: [] };
    case 'token':
      return { secrets: [generic({ inline_string: credential.token })], files: [] };
    case 'token-variable':
      return { secrets: [generic({ environment_variable: credential.variable })], files: [] };
    case 'token-file':
      return { secrets: [], files: [secretFile(folder, TOKEN, { ...generic({ filename: credential.file }) })] };
    case 'certificate':
      return { secrets: [], files: [secretFile(folder, CERTIFICATE, certificateSecret(credential))] };
  }
}

function certificateSecret({ certificate, key }: Extract<ProxyCredential, { type: 'certificate' }>): object {
  return {
    name: CERTIFICATE,
    tls_certificate: {
      certificate_chain: { filename: certificate },
      private_key: { filename: key },
      watched_directory: { path: folderOf(certificate) },
    },
  };
}

function secretFile(folder: string, name: string, secret: object): ExtraFile {
  const response = { resources: [{ '@type': SECRET_TYPE, ...secret }] };
  return { path: secretPath(folder, name), text: `${JSON.stringify(response, null, 2)}\n` };
}

const secretPath = (folder: string, name: string): string => `${folder}/${name}.json`;

/** Envoy reads the secret again when anything is renamed in the watched folder: that is how Kubernetes rotates. */
function secretSource(folder: string, name: string, watched?: string): object {
  const source = { path: secretPath(folder, name), ...(watched && { watched_directory: { path: watched } }) };
  return { path_config_source: source, resource_api_version: 'V3' };
}

/**
 * The credential injector rather than gRPC metadata: it covers configuration, load reports and access logs alike, takes
 * files that rotate, and Envoy's config_dump redacts it. It writes the bare token into a header of its own, from which
 * the next filter makes `authorization`: the injector's own prefix is not known to Envoy 1.36.
 */
function httpFilters(credential: ProxyCredential, folder: string): object {
  if (credential.type === 'none' || credential.type === 'certificate') return {};
  const watched = credential.type === 'token-file' ? folderOf(credential.file) : undefined;
  const secret = { name: TOKEN, ...(watched && { sds_config: secretSource(folder, TOKEN, watched) }) };
  return {
    http_filters: [
      filter('envoy.filters.http.credential_injector', 'filters.http.credential_injector.v3.CredentialInjector', {
        overwrite: true,
        credential: {
          name: 'envoy.http.injected_credentials.generic',
          typed_config: {
            '@type': 'type.googleapis.com/envoy.extensions.http.injected_credentials.generic.v3.Generic',
            credential: secret,
            header: TOKEN_HEADER,
          },
        },
      }),
      filter('envoy.filters.http.header_mutation', 'filters.http.header_mutation.v3.HeaderMutation', {
        mutations: {
          request_mutations: [
            {
              append: {
                header: { key: 'authorization', value: `Bearer %REQ(${TOKEN_HEADER})%` },
                append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
              },
            },
            { remove: TOKEN_HEADER },
          ],
        },
      }),
      filter('envoy.filters.http.upstream_codec', 'filters.http.upstream_codec.v3.UpstreamCodec', {}),
    ],
  };
}

function filter(name: string, type: string, config: object): object {
  return { name, typed_config: { '@type': `type.googleapis.com/envoy.extensions.${type}`, ...config } };
}

function transportSocket(controlPlane: ControlPlaneAddress, credential: ProxyCredential, folder: string) {
  if ('socket' in controlPlane || !controlPlane.tls) return undefined;
  const { ca, serverName } = controlPlane.tls;
  const name = serverName ?? controlPlane.host;
  const client = credential.type === 'certificate' && {
    tls_certificate_sds_secret_configs: [{ name: CERTIFICATE, sds_config: secretSource(folder, CERTIFICATE) }],
  };
  return {
    name: 'envoy.transport_sockets.tls',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
      // A server name that is an address is not allowed in TLS.
      ...(!isIp(name) && { sni: name }),
      common_tls_context: {
        tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
        alpn_protocols: ['h2'],
        validation_context: {
          trusted_ca: 'pem' in ca ? { inline_string: ca.pem } : { filename: ca.file },
          match_typed_subject_alt_names: [{ san_type: isIp(name) ? 'IP_ADDRESS' : 'DNS', matcher: { exact: name } }],
        },
        ...client,
      },
    },
  };
}

function addressOf(controlPlane: ControlPlaneAddress): object {
  if ('socket' in controlPlane) return { pipe: { path: controlPlane.socket } };
  return { socket_address: { address: controlPlane.host, port_value: controlPlane.port } };
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(1, file.lastIndexOf('/')));
}

/** An IPv4 or IPv6 address, as far as telling it from a host name goes. */
export function isIp(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.includes(':');
}
