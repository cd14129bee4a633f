/** Kubernetes: a strategic merge patch for a Deployment, with what App Mesh's injector would have added to the pod. */
import type { BootstrapInput } from './envoy';
import { CACHE_DIR, SIDECAR_VARIABLES, sidecarVariables } from './variables';

const ENVOY_UID = 1337;

/** A patch for `kubectl patch deployment NAME --patch-file`, and a Secret where the credential is a token. */
export interface KubernetesParts {
  patch: object;
  secret?: object;
}

export function kubernetesParts(input: BootstrapInput, image: string, appPorts: readonly number[]): KubernetesParts {
  const intercepts = input.resource.kind === 'virtualNode' && input.options.dataplane?.mode !== 'explicit';
  const secretName = `meshkeep-${dnsLabel(input.resource.name)}`;
  const hasToken = input.credential.type === 'token' || input.credential.type === 'token-variable';
  const spec = {
    securityContext: { fsGroup: ENVOY_UID },
    ...(intercepts && { initContainers: [initContainer(image, appPorts)] }),
    containers: [container(input, image, hasToken ? secretName : undefined)],
    volumes: [{ name: 'meshkeep-cache', emptyDir: {} }],
  };
  return {
    patch: { spec: { template: { spec } } },
    ...(input.credential.type === 'token' && { secret: tokenSecret(secretName, input.credential.token) }),
  };
}

function container(input: BootstrapInput, image: string, secretName: string | undefined): object {
  const admin = input.options.admin;
  const token = secretName && {
    name: SIDECAR_VARIABLES.token,
    valueFrom: { secretKeyRef: { name: secretName, key: 'token' } },
  };
  return {
    name: 'envoy',
    image,
    securityContext: { runAsUser: ENVOY_UID },
    env: [
      ...sidecarVariables(input).map(([name, value]) => ({ name, value })),
      ...(token ? [token] : []),
      { name: 'APPMESH_PLATFORM_K8S_POD_UID', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } },
    ],
    ports: [{ name: 'stats', containerPort: admin && 'port' in admin ? admin.port : 9901, protocol: 'TCP' }],
    readinessProbe: {
      exec: { command: ['meshkeep-sidecar', 'health'] },
      initialDelaySeconds: 1,
      periodSeconds: 10,
      timeoutSeconds: 2,
      failureThreshold: 3,
    },
    resources: { requests: { cpu: '10m', memory: '96Mi' } },
    volumeMounts: [{ name: 'meshkeep-cache', mountPath: CACHE_DIR }],
  };
}

/** App Mesh's rules, by our own image (envoy-mapping: section 1.4). */
function initContainer(image: string, appPorts: readonly number[]): object {
  const env = {
    APPMESH_START_ENABLED: '1',
    APPMESH_IGNORE_UID: String(ENVOY_UID),
    APPMESH_ENVOY_INGRESS_PORT: '15000',
    APPMESH_ENVOY_EGRESS_PORT: '15001',
    APPMESH_APP_PORTS: appPorts.join(','),
    APPMESH_EGRESS_IGNORED_IP: '169.254.169.254',
    APPMESH_EGRESS_IGNORED_PORTS: '22',
    APPMESH_ENABLE_IPV6: '1',
  };
  return {
    name: 'proxyinit',
    image,
    command: ['meshkeep-sidecar', 'intercept'],
    securityContext: { runAsUser: 0, runAsNonRoot: false, capabilities: { add: ['NET_ADMIN'] } },
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    resources: { requests: { cpu: '10m', memory: '32Mi' } },
  };
}

function tokenSecret(name: string, token: string): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name }, type: 'Opaque', stringData: { token } };
}

/** A name that Kubernetes takes: lower case, digits and dashes, 63 at most with what stands before it. */
function dnsLabel(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return plain.slice(0, 50).replace(/^-+|-+$/g, '') || 'proxy';
}
