import {
  asSourceError,
  CallBudget,
  type CloudMapClient,
  type KnownService,
  type ServiceNews,
  ServicePoll,
} from '@/lib/discovery';
import type { ConnectionRecord, ConnectionState, MappedNamespace } from '@/lib/model';
import { CallCounter } from './call-counter';
import type { KeptCalls } from './kept-connection';

/** Calls of one connection that are under way at the same time, at most. */
const MOST_AT_ONCE = 16;

/** What is kept of a connection over a restart. */
export interface KeptConnection {
  calls: KeptCalls;
  services: KnownService[];
}

export interface ConnectionPollDeps {
  client: CloudMapClient;
  now(): number;
  /** Random between 0 and 1. */
  random(): number;
  /** Takes in the instances of a service. */
  put(news: ServiceNews): void;
  /** Something worth keeping soon: instances are other ones now. */
  changed(): void;
  /** A failure of our own, not of AWS. */
  broken(error: unknown): void;
}

export interface ServiceName {
  namespace: string;
  service: string;
}

const keyOf = ({ namespace, service }: ServiceName) => `${namespace} ${service}`;

/** Asks AWS by one connection for the services that virtual nodes use, and passes on what changed. */
export class ConnectionPoll {
  readonly #namespaces: ReadonlyMap<string, MappedNamespace>;
  readonly #budget: CallBudget;
  readonly #calls: CallCounter;
  /** Those that are asked for. */
  readonly #watched = new Map<string, ServicePoll>();
  /** Last known of all that ever were: what comes back into use starts from it. */
  readonly #known = new Map<string, KnownService>();
  #underWay = 0;
  #closed = false;

  constructor(
    readonly record: ConnectionRecord,
    private readonly deps: ConnectionPollDeps,
    kept?: KeptConnection,
  ) {
    this.#namespaces = new Map(record.namespaces.map((mapped) => [mapped.namespace, mapped]));
    this.#budget = new CallBudget(record.callsPerSecond, deps.now());
    this.#calls = new CallCounter(deps.now(), kept?.calls);
    for (const service of kept?.services ?? []) this.#restore(service);
  }

  /** What an earlier run or setting knew is served until AWS answers; what is not mapped any more is not. */
  #restore(known: KnownService): void {
    const { namespace: namespaceName, service: serviceName, instances } = known;
    if (!this.#namespaces.has(namespaceName)) {
      this.deps.put({ namespaceName, serviceName, instances: [] });
      return;
    }
    this.#known.set(keyOf(known), known);
    this.deps.put({ namespaceName, serviceName, instances });
  }

  /** From now on these services are asked for, as far as their namespace is mapped here. */
  watch(services: readonly ServiceName[]): void {
    const wanted = new Map(
      services.filter(({ namespace }) => this.#namespaces.has(namespace)).map((name) => [keyOf(name), name]),
    );
    for (const key of [...this.#watched.keys()]) if (!wanted.has(key)) this.#watched.delete(key);
    for (const [key, { namespace, service }] of wanted) {
      if (this.#watched.has(key)) continue;
      const poll = new ServicePoll(namespace, service, () => this.deps.random());
      const known = this.#known.get(key);
      if (known) poll.restore(known);
      this.#watched.set(key, poll);
    }
  }

  /** Makes the calls that are due, as far as the budget goes; those that have waited longest first. */
  tick(now: number): void {
    const due = [...this.#watched.values()].filter((poll) => poll.isDue(now)).sort((a, b) => a.dueAt - b.dueAt);
    for (const poll of due) {
      if (this.#underWay >= MOST_AT_ONCE || !this.#budget.take(now)) return;
      void this.#ask(poll, now);
    }
  }

  state(now: number): ConnectionState {
    const services = [...this.#watched.values()].map((poll) => poll.view());
    return { status: statusOf(services), services, calls: this.#calls.view(now) };
  }

  kept(now: number): KeptConnection {
    return { calls: this.#calls.kept(now), services: [...this.#known.values()] };
  }

  /** Stops asking; what is on its way is not taken in. */
  close(): void {
    this.#closed = true;
    this.deps.client.close();
  }

  /** Takes back everything that this connection told. */
  withdraw(): void {
    this.close();
    for (const { namespace: namespaceName, service: serviceName } of this.#known.values()) {
      this.deps.put({ namespaceName, serviceName, instances: [] });
    }
  }

  async #ask(poll: ServicePoll, now: number): Promise<void> {
    const { client, broken } = this.deps;
    const namespace = this.#namespaces.get(poll.namespace);
    if (!namespace) return;
    const what = poll.ask(now);
    this.#underWay += 1;
    this.#calls.add(what === 'revision' ? 'revisions' : 'instances', now);
    try {
      if (what === 'revision') this.#revised(poll, await client.revision(namespace, poll.service));
      else this.#discovered(poll, await client.instances(namespace, poll.service));
    } catch (error) {
      this.#failed(poll, error);
    } finally {
      this.#underWay -= 1;
    }
    try {
      this.#remember(poll);
    } catch (error) {
      broken(error);
    }
  }

  #revised(poll: ServicePoll, revision: number): void {
    poll.revised(revision, this.deps.now(), this.#pollMs);
  }

  #discovered(poll: ServicePoll, discovered: Parameters<ServicePoll['discovered']>[0]): void {
    poll.discovered(discovered, this.deps.now(), this.#pollMs);
  }

  /** A service that AWS does not know has no instances: it cannot be deleted before they are gone. */
  #failed(poll: ServicePoll, error: unknown): void {
    const { code, message } = asSourceError(error);
    const at = this.deps.now();
    if (code === 'throttled') this.#budget.throttled(at);
    if (code === 'no-service') poll.discovered({ instances: [] }, at, this.#pollMs);
    poll.failed({ code, message, at }, this.#pollMs);
  }

  #remember(poll: ServicePoll): void {
    const known = poll.known();
    if (this.#closed || !known) return;
    const before = this.#known.get(keyOf(known));
    this.#known.set(keyOf(known), known);
    if (before?.instances === known.instances) return;
    const { namespace: namespaceName, service: serviceName, instances } = known;
    this.deps.put({ namespaceName, serviceName, instances });
    this.deps.changed();
  }

  get #pollMs(): number {
    return this.record.pollSeconds * 1000;
  }
}

function statusOf(services: ConnectionState['services']): ConnectionState['status'] {
  if (services.length === 0) return 'unused';
  if (services.some(({ failure }) => failure)) return 'failing';
  return services.every(({ answeredAt }) => answeredAt !== undefined) ? 'working' : 'waiting';
}
