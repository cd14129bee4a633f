import {
  type ApiProblem,
  type ApiResource,
  type ApiSnapshot,
  type DraftMark,
  KINDS,
  type Kind,
  refKey,
} from '@/lib/model';

export interface Row {
  resource: ApiResource;
  problems: ApiProblem[];
  endpoints: ApiSnapshot['endpoints'][number] | undefined;
  /** What the draft that is shown does to it. */
  mark: DraftMark | undefined;
}

export interface RowFilter {
  kind?: Kind;
  search?: string;
  problems?: boolean;
}

/**
 * All resources, kind by kind, routes below one another by their parent, each with its problems. What the draft that is
 * shown removes is among them, with its mark.
 */
export function rowsOf(snapshot: ApiSnapshot, marks: ReadonlyMap<string, DraftMark>): Row[] {
  const problems = Map.groupBy(snapshot.problems, (problem) => refKey(problem.resource));
  const endpoints = new Map(snapshot.endpoints.map((e) => [e.virtualNode, e]));
  const removed = [...marks.values()].flatMap(({ op, live }) => (op === 'removed' && live ? [live] : []));
  return [...snapshot.resources, ...removed]
    .map((resource) => ({
      resource,
      problems: problems.get(refKey(resource)) ?? [],
      endpoints: resource.kind === 'virtualNode' ? endpoints.get(resource.name) : undefined,
      mark: marks.get(refKey(resource)),
    }))
    .sort((a, b) => byPlace(a.resource, b.resource));
}

function byPlace(a: ApiResource, b: ApiResource): number {
  const byKind = KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
  return byKind || (a.parent ?? '').localeCompare(b.parent ?? '') || a.name.localeCompare(b.name);
}

export function filterRows(rows: readonly Row[], { kind, search = '', problems }: RowFilter): Row[] {
  const wanted = search.trim().toLowerCase();
  return rows.filter(
    ({ resource, problems: own }) =>
      (!kind || resource.kind === kind) &&
      (!problems || own.length > 0) &&
      [resource.name, resource.parent ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  );
}
