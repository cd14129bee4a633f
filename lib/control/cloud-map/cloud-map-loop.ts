import type { CloudMapClientFactory, LiveDirectory } from '@/lib/discovery';
import type { ConnectionRecord, ConnectionState, MeshSnapshot } from '@/lib/model';
import type { Store } from '@/lib/store';
import type { Logger } from '@/lib/util';
import type { Meshes } from '../meshes';
import { ConnectionPoll, type KeptConnection, type ServiceName } from './connection-poll';
import { keptConnectionSchema } from './kept-connection';

/** Ages and counts alone are worth a write that often, ms. */
const KEEP_EVERY_MS = 60_000;

const nameOf = (id: string) => `cloud-map ${id}`;

export interface CloudMapLoopDeps {
  store: Store;
  directory: LiveDirectory;
  meshes: Meshes;
  createClient: CloudMapClientFactory;
  now(): number;
  random(): number;
  logger: Logger;
}

/** Feeds the directory from AWS Cloud Map, by every connection that the store holds. Its owner calls `tick`. */
export class CloudMapLoop {
  readonly #polls = new Map<string, ConnectionPoll>();
  readonly #stop: () => void;
  #loading: Promise<void> = Promise.resolve();
  /** Snapshots that the watched services were read from. */
  #seen: readonly MeshSnapshot[] = [];
  #services: readonly ServiceName[] = [];
  #changed = false;
  #keptAt: number;

  private constructor(private readonly deps: CloudMapLoopDeps) {
    this.#keptAt = deps.now();
    this.#stop = deps.store.subscribe((event) => {
      if (event.type === 'connections') this.#reload();
    });
  }

  /** Reads the connections, and puts the endpoints that were known last into the directory. */
  static async open(deps: CloudMapLoopDeps): Promise<CloudMapLoop> {
    const loop = new CloudMapLoop(deps);
    await loop.#load();
    return loop;
  }

  tick(now: number): void {
    if (this.#polls.size === 0) return;
    this.#follow();
    for (const poll of this.#polls.values()) poll.tick(now);
  }

  /** Undefined for a connection that does not exist, or that was made a moment ago. */
  stateOf(id: string): ConnectionState | undefined {
    return this.#polls.get(id)?.state(this.deps.now());
  }

  /** Some service of each namespace that virtual nodes use, by namespace. */
  servicesInUse(): ReadonlyMap<string, string> {
    return new Map(namesIn(this.deps.meshes.all()).map(({ namespace, service }) => [namespace, service]));
  }

  /** Stores what is known: soon after a change of instances, else once a minute. */
  async flush(now: number): Promise<void> {
    if (this.#polls.size === 0 || !(this.#changed || now - this.#keptAt >= KEEP_EVERY_MS)) return;
    await this.#keep(now);
  }

  async close(): Promise<void> {
    this.#stop();
    await this.#loading;
    if (this.#polls.size > 0) await this.#keep(this.deps.now());
    for (const poll of this.#polls.values()) poll.close();
  }

  async #keep(now: number): Promise<void> {
    this.#changed = false;
    this.#keptAt = now;
    try {
      await this.deps.store.write(async (tx) => {
        for (const [id, poll] of this.#polls) await tx.putObserved(nameOf(id), poll.kept(now));
      });
    } catch (error) {
      // It is asked for again; only a restart right now would begin with older endpoints.
      this.#changed = true;
      this.deps.logger.error('could not store endpoints of AWS Cloud Map', { error: wordsOf(error) });
    }
  }

  /** Reads which services virtual nodes use, when some mesh has changed. */
  #follow(): void {
    const snapshots = [...this.deps.meshes.all()];
    if (snapshots.length === this.#seen.length && snapshots.every((one, at) => one === this.#seen[at])) return;
    this.#seen = snapshots;
    this.#services = namesIn(snapshots);
    for (const poll of this.#polls.values()) poll.watch(this.#services);
  }

  /** One after the other, so that the newest state is what stays. */
  #reload(): void {
    this.#loading = this.#loading
      .then(() => this.#load())
      .catch((error: unknown) => {
        this.deps.logger.error('connections could not be read again', { error: wordsOf(error) });
      });
  }

  async #load(): Promise<void> {
    const { store } = this.deps;
    const records = await store.read((tx) => tx.connections());
    const ids = new Set(records.map(({ id }) => id));
    for (const [id, poll] of [...this.#polls]) if (!ids.has(id)) await this.#remove(id, poll);
    for (const record of records) {
      const old = this.#polls.get(record.id);
      if (old && JSON.stringify(old.record) === JSON.stringify(record)) continue;
      const kept = old ? old.kept(this.deps.now()) : await this.#readKept(record.id);
      old?.close();
      const poll = this.#open(record, kept);
      this.#polls.set(record.id, poll);
      poll.watch(this.#services);
    }
  }

  async #readKept(id: string): Promise<KeptConnection | undefined> {
    const stored = await this.deps.store.read((tx) => tx.observed(nameOf(id)));
    if (stored === undefined) return undefined;
    const { data } = keptConnectionSchema.safeParse(stored);
    if (!data) this.deps.logger.warn('endpoints that an older version kept are not read', { connection: id });
    return data;
  }

  async #remove(id: string, poll: ConnectionPoll): Promise<void> {
    this.#polls.delete(id);
    poll.withdraw();
    await this.deps.store.write((tx) => tx.deleteObserved(nameOf(id)));
  }

  #open(record: ConnectionRecord, kept: KeptConnection | undefined): ConnectionPoll {
    const { directory, createClient, now, random, logger } = this.deps;
    return new ConnectionPoll(
      record,
      {
        client: createClient(record),
        now,
        random,
        put: (news) => directory.put(nameOf(record.id), news),
        changed: () => {
          this.#changed = true;
        },
        broken: (error) => logger.error('endpoints could not be passed on', { error: wordsOf(error) }),
      },
      kept,
    );
  }
}

function namesIn(snapshots: Iterable<MeshSnapshot>): ServiceName[] {
  const names = new Map<string, ServiceName>();
  for (const { virtualNodes } of snapshots) {
    for (const { spec } of virtualNodes.values()) {
      const cloudMap = spec.serviceDiscovery?.awsCloudMap;
      if (!cloudMap) continue;
      const { namespaceName: namespace, serviceName: service } = cloudMap;
      names.set(`${namespace} ${service}`, { namespace, service });
    }
  }
  return [...names.values()];
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
