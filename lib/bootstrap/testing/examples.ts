/** One example of everything that a bootstrap can hold, for the tests. */
import type { BootstrapOptions, ControlPlaneAddress, ProxyCredential } from '@/lib/model';
import type { BootstrapInput } from '../index';

export const NODE: BootstrapInput['resource'] = {
  nodeId: 'mesh/shop/virtualNode/front',
  mesh: 'shop',
  kind: 'virtualNode',
  name: 'front',
};

export const GATEWAY: BootstrapInput['resource'] = {
  nodeId: 'mesh/shop/virtualGateway/in',
  mesh: 'shop',
  kind: 'virtualGateway',
  name: 'in',
};

/** Files that Envoy reads: certificates are there, whatever is in them. */
export interface Files {
  ca: string;
  certificate: string;
  key: string;
  token: string;
  /** Folder that extra files are written to. */
  folder: string;
}

export function controlPlanes(files: Files, pem: string): Record<string, ControlPlaneAddress> {
  return {
    plain: { host: '127.0.0.1', port: 18000 },
    IPv6: { host: '::1', port: 18000 },
    name: { host: 'meshkeep.example.com', port: 443 },
    socket: { socket: '/tmp/xds.sock' },
    'TLS with a file': { host: 'meshkeep.example.com', port: 443, tls: { ca: { file: files.ca } } },
    'TLS with PEM': { host: '127.0.0.1', port: 443, tls: { ca: { pem } } },
    'TLS with another name': { host: '10.0.0.1', port: 443, tls: { ca: { pem }, serverName: 'meshkeep.example.com' } },
  };
}

export function credentials(files: Files): Record<string, ProxyCredential> {
  return {
    none: { type: 'none' },
    token: { type: 'token', token: 'mkpt_"quoted" \'and\' $odd: #' },
    'token in a file': { type: 'token-file', file: files.token },
    'token in a variable': { type: 'token-variable', variable: 'MESHKEEP_XDS_TOKEN' },
    certificate: { type: 'certificate', certificate: files.certificate, key: files.key },
  };
}

export const OPTIONS: Record<string, BootstrapOptions> = {
  none: {},
  'cluster and locality': { cluster: 'shop-front', region: 'eu-central-1', zone: 'euc1-az2' },
  'explicit data plane': {
    dataplane: {
      mode: 'explicit',
      address: '127.0.0.1',
      listeners: [{ port: 8080, ingressPort: 21000, appAddress: '127.0.0.1', appPort: 8080 }],
      egressPort: 21001,
      tcp: [{ virtualService: 'db.local', port: 5432, localPort: 21002 }],
    },
  },
  interception: { dataplane: { mode: 'intercept' } },
  'state of the world': { protocol: 'sotw' },
  'no load reports': { loadReports: false },
  'a bounded start': { initialFetchTimeout: 7.5 },
  'admin elsewhere': { admin: { address: '::', port: 9909 }, adminAccessLog: '/dev/null' },
  'admin on a socket': { admin: { socket: '/tmp/admin.sock' } },
  metadata: { metadata: { 'aws.appmesh.platformInfo': { AvailabilityZone: 'eu-central-1a' }, list: [1, 'a', null] } },
  'arguments and images': {
    logLevel: 'debug',
    concurrency: 2,
    drainSeconds: 5,
    image: 'r/i:1',
    appPorts: [8080, 9090],
  },
};
