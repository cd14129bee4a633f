'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { proxiesQuery, trafficQuery } from '@/lib/client';
import { buildGraph, type EdgeTraffic, type Graph, markDraft, overlayTraffic, reconcile } from '@/lib/graph';
import { type ApiProxy, type ApiSnapshot, refKey, type Traffic } from '@/lib/model';
import { useMeshView } from '../mesh-view';

export interface MeshGraphData {
  snapshot: ApiSnapshot | undefined;
  proxies: readonly ApiProxy[] | undefined;
  traffic: Traffic | undefined;
  graph: Graph | undefined;
  /** Figures by edge id; what nothing reports is not in it. */
  figures: ReadonlyMap<string, EdgeTraffic>;
  error: Error | null;
  retry: () => void;
}

const NO_FIGURES: ReadonlyMap<string, EdgeTraffic> = new Map();

const known = <T>(data: T | undefined, isKnown: boolean) => (isKnown ? data : undefined);

/** The mesh as a graph, kept fresh by the stream of events. What did not change stays the same object. */
export function useMeshGraph(mesh: string, collapsed: boolean): MeshGraphData {
  const { mode, snapshot, live, marks, error, retry } = useMeshView(mesh);
  // Proxies and traffic are of now: of a mesh as it was, nothing is known.
  const enabled = mode !== 'past';
  const proxies = known(useQuery({ ...proxiesQuery(mesh), enabled }).data, enabled);
  const traffic = known(useQuery({ ...trafficQuery(mesh), enabled }).data, enabled);
  const before = useRef<Graph>(undefined);
  const calls = (traffic?.edges ?? [])
    .filter((seen) => seen.requests > 0)
    .map((seen) => `${refKey(seen.caller)} ${seen.virtualService}`)
    .sort()
    .join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the traffic only who calls whom makes arrows
  const graph = useMemo(() => {
    if (!snapshot) return undefined;
    const shown = buildGraph({ snapshot, proxies, traffic, collapsed });
    const stored = live && marks.size > 0 ? buildGraph({ snapshot: live, proxies, traffic, collapsed }) : undefined;
    const graph = stored ? markDraft(stored, shown, (id) => marks.get(id)?.op) : shown;
    before.current = reconcile(before.current, graph);
    return before.current;
  }, [snapshot, live, marks, proxies, calls, collapsed]);
  const figures = useMemo(
    () => (graph && snapshot && traffic ? overlayTraffic(graph, snapshot, traffic) : NO_FIGURES),
    [graph, snapshot, traffic],
  );
  return {
    snapshot,
    proxies,
    traffic,
    graph,
    figures,
    error,
    retry,
  };
}
