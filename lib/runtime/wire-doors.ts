import {
  createAppMeshDoor,
  createAuthenticator,
  createCloudMapDoor,
  createMeshkeepDoor,
  EventHub,
  type HttpDoor,
} from '@/lib/api';
import type { Control, CredentialDirectory } from '@/lib/control';
import { createCloudMapClient, testConnection } from '@/lib/discovery';
import { validateConfig } from '@/lib/envoy-check';
import { newProxyToken } from '@/lib/identity';
import type { createMetrics } from '@/lib/metrics';
import type { ControlPlaneAddress } from '@/lib/model';
import {
  type Certificates,
  type ClientAuthorities,
  createCloudMap,
  createConnections,
  createDrafts,
  createLayouts,
  createMeshSettings,
  createProxyCredentials,
  readPast,
  readRevisions,
  type Service,
} from '@/lib/service';
import type { Store } from '@/lib/store';
import { createTranslator } from '@/lib/translate';
import type { Clock, Logger } from '@/lib/util';
import { RANDOM } from './clock';
import type { Config } from './config';
import { createDoors } from './doors';
import { isLoopback } from './protection';
import { checkableMethods } from './proxy-trust';

/** What the doors are made of. */
export interface DoorParts {
  config: Config;
  store: Store;
  service: Service;
  certificates: Certificates;
  authorities: ClientAuthorities;
  control: Control;
  metrics: ReturnType<typeof createMetrics>;
  clock: Clock;
  logger: Logger;
  secret: string;
  credentials: CredentialDirectory;
  /** Where proxies find us, for bootstraps. */
  controlPlane: ControlPlaneAddress;
}

/** Builds every use case and the doors before them. `close` ends the streams of events. */
export function wireDoors(parts: DoorParts): { door: HttpDoor; close: () => void } {
  const { config, store, service, certificates, control, metrics, clock, logger, secret } = parts;
  const { credentials, controlPlane } = parts;
  const { account, region } = config;
  const authenticate = createAuthenticator({ identities: service, account, region, secret, clock });
  const common = { service, authenticate, clock, random: RANDOM, logger };
  const cloudMap = createCloudMap({ store, clock, random: RANDOM, quotas: config.cloudMapQuotas });
  const hub = new EventHub(control.observed, Math.floor(clock.now()).toString(36));
  const drafts = createDrafts({
    store,
    clock,
    random: RANDOM,
    quotas: config.quotas,
    observed: control.observed,
    translator: createTranslator(),
    checkConfig: (document) => validateConfig(document, { binary: config.envoy }),
  });
  const door = createDoors({
    appMesh: createAppMeshDoor(common),
    cloudMap: createCloudMapDoor({ ...common, cloudMap }),
    meshkeep: createMeshkeepDoor({
      ...common,
      observed: control.observed,
      hub,
      drafts,
      layouts: createLayouts({ store }),
      credentials: createProxyCredentials({
        store,
        clock: { now: () => Math.floor(clock.now()) },
        random: RANDOM,
        newToken: newProxyToken,
        issue: (caller, wishes) => parts.authorities.issue(caller, wishes),
        methods: checkableMethods(config),
        required: config.xdsAuth === 'required',
        lastUse: (id) => credentials.useOf(id),
      }),
      connections: createConnections({
        store,
        clock,
        random: RANDOM,
        stateOf: (id) => control.cloudMap.stateOf(id),
        namespacesInUse: () => [...control.cloudMap.servicesInUse().keys()],
        test: async (input) => {
          const client = createCloudMapClient(input);
          return testConnection(client, input.namespaces, control.cloudMap.servicesInUse()).finally(() =>
            client.close(),
          );
        },
      }),
      settings: createMeshSettings({ store, clock }),
      certificates,
      authorities: parts.authorities,
      controlPlane,
      revisions: (caller, mesh, page) => readRevisions({ store }, caller, mesh, page),
      past: (caller, mesh, revision) => readPast({ store }, caller, mesh, revision),
    }),
    metrics,
    metricsAccess: { closed: !isLoopback(config.host), token: config.metricsToken },
    clock,
    notReady: () =>
      store
        .read((tx) => tx.getSecret('ready'))
        .then(
          () => undefined,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        ),
  });
  return { door, close: () => hub.close() };
}
