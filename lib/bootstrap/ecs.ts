/** ECS: our sidecar as a container definition, and the proxy configuration of its task definition (App Mesh's own). */
import type { BootstrapInput } from './envoy';
import { CACHE_DIR, SIDECAR_VARIABLES, sidecarVariables } from './variables';

/** Stands where only the person knows the ARN of the secret that holds the token. */
export const SECRET_ARN = 'arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME';

/** The parts of a task definition that belong to the proxy. */
export function ecsTaskParts(input: BootstrapInput, image: string, appPorts: readonly number[]): object {
  const intercepts = input.resource.kind === 'virtualNode' && input.options.dataplane?.mode !== 'explicit';
  return {
    containerDefinitions: [container(input, image, intercepts)],
    volumes: [{ name: 'meshkeep-cache' }],
    ...(intercepts && { proxyConfiguration: proxyConfiguration(appPorts) }),
  };
}

function container(input: BootstrapInput, image: string, intercepts: boolean): object {
  const withToken = input.credential.type === 'token' || input.credential.type === 'token-variable';
  return {
    name: 'envoy',
    image,
    essential: true,
    // The user that iptables lets pass; a gateway intercepts nothing.
    ...(intercepts && { user: '1337' }),
    environment: sidecarVariables(input).map(([name, value]) => ({ name, value })),
    ...(withToken && { secrets: [{ name: SIDECAR_VARIABLES.token, valueFrom: SECRET_ARN }] }),
    mountPoints: [{ sourceVolume: 'meshkeep-cache', containerPath: CACHE_DIR }],
    healthCheck: {
      command: ['CMD', 'meshkeep-sidecar', 'health'],
      startPeriod: 10,
      interval: 5,
      timeout: 2,
      retries: 3,
    },
    // Draining takes drainSeconds; ECS kills after this.
    stopTimeout: Math.min(120, (input.options.drainSeconds ?? 20) + 10),
  };
}

function proxyConfiguration(appPorts: readonly number[]): object {
  const properties = {
    IgnoredUID: '1337',
    AppPorts: appPorts.join(','),
    ProxyIngressPort: '15000',
    ProxyEgressPort: '15001',
    // Task credentials and instance metadata.
    EgressIgnoredIPs: '169.254.170.2,169.254.169.254',
    EgressIgnoredPorts: '22',
  };
  const pairs = Object.entries(properties).map(([name, value]) => ({ name, value }));
  return { type: 'APPMESH', containerName: 'envoy', properties: pairs };
}
