import type { Instance, InstanceDirectory } from '@/lib/model';

/** What this room needs of a store; lib/store's Store fits it (adapters do not import one another). */
export interface RegistrySource {
  read<T>(work: (tx: RegistryReader) => Promise<T>): Promise<T>;
  subscribe(
    listener: (
      event:
        | { type: 'mesh' | 'layout' | 'settings' | 'draft' | 'credentials' | 'connections' }
        | { type: 'registry'; services: readonly RegistryNews[] },
    ) => void,
  ): () => void;
}

interface RegistryReader {
  registry(): Promise<{
    namespaces: readonly { id: string; name: string }[];
    services: readonly { id: string; scope: Scope; namespaceId: string; name: string }[];
    instances: readonly (Instance & { serviceId: string })[];
  }>;
}

interface RegistryNews extends ServiceNews {
  scope: Scope;
}

/** The instances of one service as one source knows them; an empty list when there are none any more. */
export interface ServiceNews {
  namespaceName: string;
  serviceName: string;
  instances: readonly Instance[];
}

interface Scope {
  account: string;
  region: string;
}

/** The instances of one service are other ones now. */
export interface DirectoryChange {
  namespaceName: string;
  serviceName: string;
}

/** A directory that follows the registry. `instances` always answers with the newest committed state. */
export interface LiveDirectory extends InstanceDirectory {
  /** Takes in what another source than the registry knows of a service. `source` names it among all sources. */
  put(source: string, news: ServiceNews): void;
  /** Calls back after each change, in commit order. Returns an unsubscribe. */
  subscribe(listener: (change: DirectoryChange) => void): () => void;
  /** Stops following. */
  close(): void;
}

/**
 * Fills a directory from the store's registry and keeps it up to date by the feed. A namespace and service name that
 * several accounts, regions or other sources have answers with the instances of all of them, since a virtual node names
 * no account.
 */
export async function createDirectory(store: RegistrySource): Promise<LiveDirectory> {
  const directory = new Directory();
  let filled = false;
  const stop = store.subscribe((event) => {
    if (filled && event.type === 'registry') directory.update(event.services.map(ofRegistry));
  });
  // No commit can come between the reading and `filled`: what came before is in the registry, what comes after is told.
  await store.read(async (tx) => {
    directory.update((await currentNews(tx)).map(ofRegistry));
    filled = true;
  });
  return {
    instances: (namespaceName, serviceName) => directory.instances(namespaceName, serviceName),
    get version() {
      return directory.version;
    },
    put: (source, news) => directory.update([{ ...news, source: `source ${source}` }]),
    subscribe: (listener) => directory.subscribe(listener),
    close: stop,
  };
}

async function currentNews(tx: RegistryReader): Promise<RegistryNews[]> {
  const { namespaces, services, instances } = await tx.registry();
  const names = new Map(namespaces.map(({ id, name }) => [id, name]));
  const byService = Map.groupBy(instances, (instance) => instance.serviceId);
  return services.map((service) => ({
    scope: service.scope,
    namespaceName: names.get(service.namespaceId) ?? '',
    serviceName: service.name,
    instances: byService.get(service.id) ?? [],
  }));
}

const NONE: readonly Instance[] = Object.freeze([]);

type SourcedNews = ServiceNews & { source: string };

const ofRegistry = ({ scope, ...news }: RegistryNews): SourcedNews => ({
  ...news,
  source: `${scope.account}/${scope.region}`,
});

/** One service: the parts of each source (an account and region of the registry is one), and all of them in one list. */
interface Entry {
  parts: ReadonlyMap<string, readonly Instance[]>;
  all: readonly Instance[];
}

class Directory implements InstanceDirectory {
  /** By namespace, then by service. */
  readonly #entries = new Map<string, Map<string, Entry>>();
  readonly #listeners = new Set<(change: DirectoryChange) => void>();
  version = 0;

  instances(namespaceName: string, serviceName: string): readonly Instance[] {
    return this.#entries.get(namespaceName)?.get(serviceName)?.all ?? NONE;
  }

  subscribe(listener: (change: DirectoryChange) => void): () => void {
    const own = (change: DirectoryChange) => listener(change);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Takes everything in first and tells it afterwards, so that a listener that throws leaves nothing out of date. */
  update(services: readonly SourcedNews[]): void {
    const changed = services.filter((news) => this.#apply(news));
    const failures: unknown[] = [];
    for (const { namespaceName, serviceName } of changed) {
      for (const listener of [...this.#listeners]) {
        try {
          listener({ namespaceName, serviceName });
        } catch (error) {
          failures.push(error);
        }
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'listeners of the endpoint directory failed');
  }

  #apply({ source, namespaceName, serviceName, instances }: SourcedNews): boolean {
    const services = this.#entries.get(namespaceName) ?? new Map<string, Entry>();
    const parts = new Map(services.get(serviceName)?.parts);
    if (sameInstances(parts.get(source) ?? NONE, instances)) return false;
    this.version += 1;
    if (instances.length === 0) parts.delete(source);
    else parts.set(source, Object.freeze(instances.map(bareInstance)));
    if (parts.size === 0) services.delete(serviceName);
    else services.set(serviceName, { parts, all: merged(parts) });
    if (services.size === 0) this.#entries.delete(namespaceName);
    else this.#entries.set(namespaceName, services);
    return true;
  }
}

/** All parts in the order of their sources' names, so that the same registry always gives the same list. */
function merged(parts: ReadonlyMap<string, readonly Instance[]>): readonly Instance[] {
  const sorted = [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, instances]) => instances);
  return sorted.length === 1 && sorted[0] ? sorted[0] : Object.freeze(sorted.flat());
}

function bareInstance({ id, attributes, health }: Instance): Instance {
  return Object.freeze({ id, attributes: Object.freeze({ ...attributes }), ...(health && { health }) });
}

/** Whether two lists hold the same instances in the same order. */
export function sameInstances(a: readonly Instance[], b: readonly Instance[]): boolean {
  return a.length === b.length && a.every((instance, index) => sameInstance(instance, b[index]));
}

function sameInstance(a: Instance, b: Instance | undefined): boolean {
  if (!b || a.id !== b.id || a.health !== b.health) return false;
  const names = Object.keys(a.attributes);
  return (
    names.length === Object.keys(b.attributes).length &&
    names.every((name) => a.attributes[name] === b.attributes[name])
  );
}
