import { type ApiEvent, type MeshKey, meshKeyText } from '@/lib/model';
import type { ObservedEvent, ObservedState } from '@/lib/service';

/** Which events a stream wants: those of one mesh, or only news about the list of meshes. */
export interface EventScope {
  account: string;
  region: string;
  mesh?: MeshKey;
}

/** One event with its number; `id` is what a client sends back to go on from there. */
export interface NumberedEvent {
  id: string;
  event: ApiEvent;
  /** Mesh that it concerns. */
  mesh: MeshKey;
  /** Whether the list of meshes changed by it (created, changed, deleted, its revision or proxies). */
  listed: boolean;
}

/** Events that are kept for clients that come back. */
const KEPT = 500;

/** Numbers what happens, once for all streams, and keeps the newest so that a short break loses nothing. */
export class EventHub {
  readonly #kept: NumberedEvent[] = [];
  readonly #listeners = new Set<(event: NumberedEvent) => void>();
  readonly #stop: () => void;
  #last = 0;

  /** `boot` tells the numbers of one process from those of another: those of an earlier one are not known here. */
  constructor(
    private readonly observed: ObservedState,
    private readonly boot: string,
  ) {
    this.#stop = observed.subscribe((event) => this.#take(event));
  }

  subscribe(listener: (event: NumberedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Number of the newest event. */
  get lastId(): string {
    return `${this.boot}.${this.#last}`;
  }

  /** What came after that event. Empty when it is too long ago: then the client reads everything anew. */
  after(id: string | undefined): readonly NumberedEvent[] {
    const [boot, number] = id?.split('.') ?? [];
    if (boot !== this.boot || !/^\d+$/.test(number ?? '')) return [];
    const seen = Number(number);
    const oldest = this.#last - this.#kept.length;
    return seen < oldest ? [] : this.#kept.slice(seen - oldest);
  }

  close(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #take(observed: ObservedEvent): void {
    if (observed.type === 'traffic' && this.#listeners.size === 0) return;
    const event = this.#apiEvent(observed);
    this.#last += 1;
    const listed = observed.type === 'revision' || observed.type === 'proxies';
    const numbered = { id: this.lastId, event, mesh: observed.mesh, listed };
    this.#kept.push(numbered);
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const listener of [...this.#listeners]) listener(numbered);
  }

  #apiEvent(observed: ObservedEvent): ApiEvent {
    const { mesh } = observed.mesh;
    switch (observed.type) {
      case 'revision': {
        const { revision, at, writer, changes } = observed;
        return { type: 'revision', mesh, revision, at, writer, changes: [...changes] };
      }
      case 'draft':
        return { type: 'draft', mesh, draft: observed.draft, deleted: observed.deleted };
      case 'receipt':
        return { type: 'receipt', mesh, receipt: observed.receipt };
      case 'traffic':
        return { type: 'traffic', mesh, traffic: this.observed.traffic(observed.mesh) };
      default:
        return { type: observed.type, mesh };
    }
  }
}

/** What a stream of this scope gets for an event; undefined when it does not concern it. */
export function inScope(scope: EventScope, { event, mesh, listed }: NumberedEvent): ApiEvent | undefined {
  if (mesh.account !== scope.account || mesh.region !== scope.region) return undefined;
  if (scope.mesh && meshKeyText(scope.mesh) === meshKeyText(mesh)) return event;
  if (!scope.mesh) return listed ? { type: 'meshes' } : undefined;
  const wasListed = event.type === 'revision' && event.changes.some(({ ref }) => ref.kind === 'mesh');
  return wasListed ? { type: 'meshes' } : undefined;
}
