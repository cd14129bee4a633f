/** Control with a real store, the real use cases, the real translator and a real xDS server, and clients for it. */

import { randomUUID } from 'node:crypto';
import { afterEach } from 'vitest';
import { type CloudMapClientFactory, SourceError } from '@/lib/discovery';
import { createCipher } from '@/lib/identity';
import { type Kind, type MeshKey, problemsOf, type SpecByKind } from '@/lib/model';
import { type Caller, createService, DEFAULT_QUOTAS, type ObservedEvent, type Service } from '@/lib/service';
import { createSqliteStore, type Store } from '@/lib/store';
import { createTranslator, decodeResource } from '@/lib/translate';
import type { Logger } from '@/lib/util';
import { createXdsServer } from '@/lib/xds';
import { type Control, createControl } from '../control';
import { CredentialDirectory } from '../credential-directory';
import { AutoProxy } from './auto-proxy';

export const HOME = { account: '000000000000', region: 'us-east-1' };
export const MESH: MeshKey = { ...HOME, mesh: 'm' };

const CALLER: Caller = {
  ...HOME,
  role: 'administrator',
  writer: { door: 'sdk', who: 'a test', userAgent: '' },
};

const PARENTS = { route: 'virtualRouterName', gatewayRoute: 'virtualGatewayName' } as const;

export interface HarnessOptions {
  /** Goes on with the store of an earlier control plane. */
  store?: Store;
  proxiesPerResource?: number;
  proofRequired?: boolean;
  createCloudMapClient?: CloudMapClientFactory;
}

const noAws = () => Promise.reject(new SourceError('away', 'no AWS in this test'));
const noCloudMap: CloudMapClientFactory = () => ({ instances: noAws, revision: noAws, close: () => undefined });

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export class Harness {
  readonly events: ObservedEvent[] = [];

  private constructor(
    readonly store: Store,
    readonly control: Control,
    readonly port: number,
    readonly log: readonly string[],
    private readonly service: Service,
  ) {
    control.observed.subscribe((event) => this.events.push(event));
  }

  static async start(options: HarnessOptions = {}): Promise<Harness> {
    const log: string[] = [];
    const note = (message: string, fields?: unknown) => void log.push(`${message} ${JSON.stringify(fields)}`);
    const logger: Logger = { info: () => undefined, warn: note, error: note };
    const clock = { now: () => performance.timeOrigin + performance.now() };
    const store = options.store ?? (await createSqliteStore({ path: ':memory:', clock, logger }));
    const random = { uuid: () => randomUUID() };
    const control = await createControl({
      store,
      translator: createTranslator(),
      createXds: (admission) => createXdsServer({ admission, clock, logger }),
      logAddress: () => ({ host: '127.0.0.1', port: 18000 }),
      home: HOME,
      credentials: await CredentialDirectory.open(store, logger),
      proofRequired: options.proofRequired ?? false,
      proxiesPerResource: options.proxiesPerResource ?? DEFAULT_QUOTAS.proxiesPerResource,
      problemsOf,
      toJson: decodeResource,
      createCloudMapClient: options.createCloudMapClient ?? noCloudMap,
      clock,
      random,
      logger,
    });
    const { port } = await control.xds.listen({ host: '127.0.0.1', port: 0 });
    const passwords = { hash: async () => '', verify: async () => false };
    const service = createService({
      store,
      clock,
      random,
      passwords,
      cipher: createCipher('a secret for tests'),
      quotas: DEFAULT_QUOTAS,
    });
    const harness = new Harness(store, control, port, log, service);
    if (!options.store) cleanups.push(() => store.close());
    cleanups.push(() => harness.stop());
    return harness;
  }

  /** Ends this control plane; the store stays for the next. */
  async stop(): Promise<void> {
    await this.control.close();
    await this.control.xds.close();
  }

  proxy(node: string | { id: string; metadata?: Record<string, unknown> }, initial?: AutoProxy['accepted']): AutoProxy {
    const about = typeof node === 'string' ? { id: `mesh/m/virtualNode/${node}` } : node;
    const proxy = new AutoProxy(this.port, about, initial);
    cleanups.push(() => proxy.close());
    return proxy;
  }

  /** A proxy that has loaded everything. */
  async loaded(node: string): Promise<AutoProxy> {
    const before = this.proxies().filter(({ state }) => state === 'current').length;
    const proxy = this.proxy(node);
    await this.until(() => this.proxies().filter(({ state }) => state === 'current').length > before);
    proxy.forget();
    return proxy;
  }

  proxies() {
    return this.control.observed.proxies(MESH);
  }

  /** The receipt of a revision, once nobody is waiting. */
  async receipt(revision: number) {
    await this.until(() => this.control.observed.receipt(MESH, revision)?.waiting === 0);
    return this.control.observed.receipt(MESH, revision);
  }

  async create<K extends Kind>(kind: K, name: string, spec: SpecByKind[K], parent?: string): Promise<number> {
    const result = await this.service.createResource(CALLER, kind, { ...input(kind, name, parent), spec });
    return result.revision;
  }

  async update<K extends Kind>(kind: K, name: string, spec: SpecByKind[K], parent?: string): Promise<number> {
    const result = await this.service.updateResource(CALLER, kind, { ...input(kind, name, parent), spec });
    return result.revision;
  }

  async remove(kind: Kind, name: string, parent?: string): Promise<number> {
    const result = await this.service.deleteResource(CALLER, kind, input(kind, name, parent));
    return result.revision;
  }

  /** Registers an instance of Cloud Map service `apps/back`, or replaces it. */
  async register(id: string, attributes: Record<string, string>): Promise<void> {
    const scope = HOME;
    await this.store.write(async (tx) => {
      const made = { scope, createdAt: 0, tags: [] };
      await tx.putNamespace({ ...made, id: 'ns-1', name: 'apps', type: 'HTTP' });
      await tx.putService({ ...made, id: 'srv-1', namespaceId: 'ns-1', name: 'back' });
      await tx.putInstance({ id, serviceId: 'srv-1', attributes });
    });
  }

  /** Waits for a condition: proxies answer over real sockets. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function input(kind: Kind, name: string, parent: string | undefined): Record<string, unknown> {
  const own = { [`${kind}Name`]: name, meshName: 'm' };
  if (kind === 'mesh') return { meshName: name };
  return kind === 'route' || kind === 'gatewayRoute' ? { ...own, [PARENTS[kind]]: parent } : own;
}
