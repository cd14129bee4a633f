import { decodeResource, type ResourceType } from '@/lib/translate';
import { type Received, TestProxy } from '@/lib/xds/testing/proxy';

/** What came in one response. */
export interface Push {
  type: ResourceType;
  names: string[];
  removed: string[];
}

/**
 * An xDS client that behaves as Envoy does over incremental ADS: it loads everything, follows references from listeners
 * to routes and from clusters to endpoints, and acknowledges, unless it is told to refuse or to keep silent.
 */
export class AutoProxy {
  readonly pushes: Push[] = [];
  /** Versions by type and name, as accepted. */
  readonly accepted: Record<ResourceType, Map<string, string>>;
  readonly #proxy: TestProxy;
  readonly #asked: Record<'endpoint' | 'route', Set<string>> = { endpoint: new Set(), route: new Set() };
  readonly #refusals = new Map<ResourceType, string>();
  #silent = false;
  #held: Received[] = [];
  /** Set when the server ended the stream. */
  ended: { code: number; details: string } | undefined;

  constructor(
    port: number,
    node: { id: string; metadata?: Record<string, unknown> },
    initial: Partial<Record<ResourceType, ReadonlyMap<string, string>>> = {},
  ) {
    this.accepted = {
      cluster: new Map(initial.cluster),
      endpoint: new Map(initial.endpoint),
      listener: new Map(initial.listener),
      route: new Map(initial.route),
      secret: new Map(),
    };
    this.#proxy = new TestProxy(`127.0.0.1:${port}`, 'delta', node as ConstructorParameters<typeof TestProxy>[2]);
    const versions = (type: ResourceType) => ({ initial: Object.fromEntries(initial[type] ?? []) });
    this.#proxy.delta('cluster', versions('cluster'));
    this.#proxy.delta('listener', versions('listener'));
    for (const type of ['endpoint', 'route'] as const) {
      const names = [...(initial[type]?.keys() ?? [])];
      for (const name of names) this.#asked[type].add(name);
      if (names.length > 0) this.#proxy.delta(type, { subscribe: names, ...versions(type) });
    }
    void this.#run();
  }

  /** Refuses the next response of this type with these words. */
  refuseNext(type: ResourceType, message: string): void {
    this.#refusals.set(type, message);
  }

  /** Neither accepts nor refuses what comes. */
  fallSilent(): void {
    this.#silent = true;
  }

  /** Answers what came meanwhile, and goes on. */
  speak(): void {
    this.#silent = false;
    for (const response of this.#held.splice(0)) this.#answer(response);
  }

  /** Forgets what came so far. */
  forget(): void {
    this.pushes.length = 0;
  }

  close(): void {
    this.#proxy.close();
  }

  async #run(): Promise<void> {
    for (;;) {
      const response = await this.#proxy.next().catch(() => undefined);
      if (!response) break;
      const { type, names, removed } = response;
      this.pushes.push({ type, names, removed });
      if (this.#silent) this.#held.push(response);
      else this.#answer(response);
    }
    const { code = 2, details = '' } = this.#proxy.status ?? {};
    this.ended = { code, details };
  }

  #answer(response: Received): void {
    const { type, versions, removed } = response;
    const refusal = this.#refusals.get(type);
    this.#refusals.delete(type);
    if (refusal !== undefined) {
      this.#proxy.nack(response, refusal);
      return;
    }
    for (const [name, version] of versions) this.accepted[type].set(name, version);
    for (const name of removed) this.accepted[type].delete(name);
    this.#follow(response);
    this.#proxy.ack(response);
  }

  #follow({ type, resources }: Received): void {
    if (type === 'cluster') {
      const eds = [...resources].filter(([, bytes]) => isEds(decodeResource('cluster', bytes)));
      this.#subscribe(
        'endpoint',
        eds.map(([name]) => name),
      );
    }
    if (type === 'listener') {
      const json = [...resources.values()].map((bytes) => JSON.stringify(decodeResource('listener', bytes)));
      const names = json.flatMap((text) =>
        [...text.matchAll(/"route_config_name":"([^"]+)"/g)].map(([, name]) => name ?? ''),
      );
      this.#subscribe('route', names);
    }
  }

  #subscribe(type: 'endpoint' | 'route', names: readonly string[]): void {
    const fresh = [...new Set(names)].filter((name) => !this.#asked[type].has(name));
    for (const name of fresh) this.#asked[type].add(name);
    if (fresh.length > 0) this.#proxy.delta(type, { subscribe: fresh });
  }
}

function isEds(cluster: unknown): boolean {
  return typeof cluster === 'object' && cluster !== null && Reflect.get(cluster, 'type') === 'EDS';
}
