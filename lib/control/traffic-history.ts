import { FigureHistory, type HistoryPoint, type Sample } from '@/lib/metrics';
import { HISTORY_BUCKET_SECONDS, HISTORY_POINTS, type ResourceRef, refKey, type TrafficHistory } from '@/lib/model';

const BUCKET_MS = HISTORY_BUCKET_SECONDS * 1000;
/** Lines of one mesh that are kept. Each takes 1.5 kB; names come from proxies, so that something must bound them. */
const MOST_LINES = 5000;

type Caller = ResourceRef<'virtualNode' | 'virtualGateway'>;

interface Place {
  virtualRouter: string;
  route: string;
}

interface Target {
  virtualNode: string;
  port: number;
}

interface Line {
  history: FigureHistory;
  /** Who reports it: as long as one of them does, silence means that there was no request. */
  callers: Map<string, Caller>;
  edge?: { caller: Caller; virtualService: string };
  target?: Target & { of: string };
}

/** Since when a proxy of this resource has been connected that reports what it does; undefined while none is. */
export type ReportingSince = (resource: Caller) => number | undefined;

/**
 * Real requests of the last five minutes in one mesh, by edge and by target of a route, as the callers' proxies logged
 * them. Other than the split of the last minute it goes on over a change of a route: what the change did can be seen.
 */
export class MeshHistory {
  readonly #lines = new Map<string, Line>();

  called(caller: Caller, virtualService: string, sample: Sample): void {
    this.#add(`edge ${refKey(caller)} ${virtualService}`, caller, sample, { edge: { caller, virtualService } });
  }

  routed(caller: Caller, place: Place, target: Target, sample: Sample): void {
    const { virtualNode, port } = target;
    const of = routeOf(place);
    this.#add(`target ${of} ${virtualNode}:${port}`, caller, sample, { target: { virtualNode, port, of } });
  }

  /** What concerns one resource: the targets of a route; of all others, the calls that they make or get. */
  read(ref: ResourceRef, now: number, since: ReportingSince): TrafficHistory {
    const end = Math.floor(now / BUCKET_MS) * BUCKET_MS;
    const from = end - HISTORY_POINTS * BUCKET_MS;
    const key = refKey(ref);
    const lines = [...this.#lines.values()].filter(({ history }) => history.lastAt >= from);
    const points = (line: Line) => withSilence(line.history.read(now), from, reportedSince(line, since));
    return {
      from,
      bucketSeconds: HISTORY_BUCKET_SECONDS,
      source: 'access log',
      targets: lines.flatMap((line) => {
        if (line.target?.of !== key) return [];
        const { virtualNode, port } = line.target;
        return [{ virtualNode, port, points: points(line) }];
      }),
      edges: lines.flatMap((line) => {
        const { edge } = line;
        const isOfIt = edge && (refKey(edge.caller) === key || serviceKey(edge.virtualService) === key);
        return isOfIt ? [{ ...edge, points: points(line) }] : [];
      }),
    };
  }

  #add(key: string, caller: Caller, sample: Sample, what: Pick<Line, 'edge' | 'target'>): void {
    const line = this.#lines.get(key) ?? this.#make(key, sample.at, what);
    if (!line) return;
    line.history.add(sample);
    line.callers.set(refKey(caller), caller);
  }

  #make(key: string, at: number, what: Pick<Line, 'edge' | 'target'>): Line | undefined {
    if (this.#lines.size >= MOST_LINES) this.#forget(at);
    if (this.#lines.size >= MOST_LINES) return undefined;
    const line: Line = { history: new FigureHistory(BUCKET_MS, HISTORY_POINTS), callers: new Map(), ...what };
    this.#lines.set(key, line);
    return line;
  }

  /** Drops what is out of date. */
  #forget(now: number): void {
    const oldest = now - (HISTORY_POINTS + 1) * BUCKET_MS;
    for (const [key, { history }] of this.#lines) if (history.lastAt < oldest) this.#lines.delete(key);
  }
}

/** A bucket without requests is zero where somebody would have told of one, and else not known. */
function withSilence(
  points: readonly (HistoryPoint | undefined)[],
  from: number,
  since: number,
): (HistoryPoint | null)[] {
  return points.map((point, index) => {
    if (point) return point;
    return from + index * BUCKET_MS >= since ? { requests: 0, failed: 0 } : null;
  });
}

function reportedSince({ callers }: Line, since: ReportingSince): number {
  return Math.min(...[...callers.values()].map((caller) => since(caller) ?? Number.POSITIVE_INFINITY));
}

const routeOf = ({ virtualRouter, route }: Place) => refKey({ kind: 'route', parent: virtualRouter, name: route });
const serviceKey = (name: string) => refKey({ kind: 'virtualService', name });
