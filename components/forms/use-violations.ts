import { useEffect, useMemo, useState } from 'react';
import { saveCall } from '@/lib/client';
import {
  type ApiSnapshot,
  contextViolations,
  type Kind,
  type MeshLookup,
  type Resource,
  type ResourceRef,
  type SpecByKind,
  type Violation,
  validateInput,
} from '@/lib/model';
import type { SpecTree } from './spec-tree';

export interface Candidate {
  mode: 'create' | 'edit';
  mesh: string;
  kind: Kind;
  parent: string | undefined;
  name: string;
  spec: SpecTree;
}

/**
 * Everything that the control plane would refuse, by the same rules. Paths start inside the spec; what concerns the
 * names has the member's name (`routeName`) as its path.
 */
export function useViolations(candidate: Candidate, snapshot: ApiSnapshot | undefined): readonly Violation[] {
  const { mode, mesh, kind, parent, name, spec } = candidate;
  const own = useMemo(() => {
    const { operation, input } = saveCall(mode, { mesh, kind, parent, name }, spec);
    return validateInput(operation, input).map(insideSpec);
  }, [mode, mesh, kind, parent, name, spec]);
  const [others, setOthers] = useState<readonly Violation[]>([]);
  useEffect(() => {
    let current = true;
    const isWhole = own.length === 0;
    const found = snapshot && isWhole ? inContext({ kind, parent, name }, spec, snapshot) : Promise.resolve([]);
    void found.then((violations) => current && setOthers(violations));
    return () => {
      current = false;
    };
  }, [own, kind, parent, name, spec, snapshot]);
  return useMemo(() => [...own, ...others], [own, others]);
}

async function inContext(ref: ResourceRef, spec: SpecTree, snapshot: ApiSnapshot): Promise<Violation[]> {
  const candidate = { ref, spec: spec as unknown as SpecByKind[Kind] };
  return (await contextViolations(candidate, lookupIn(snapshot))).map(insideSpec);
}

/** The rules ask for a mesh's resources; here they come from the snapshot that the page has. */
function lookupIn({ resources }: ApiSnapshot): MeshLookup {
  const all = resources as unknown as Resource[];
  const same = (a: string | undefined, b: string | undefined) => (a ?? '') === (b ?? '');
  return {
    get: async <K extends Kind>(ref: { kind: K; parent?: string; name: string }) =>
      all.find((r): r is Resource<K> => r.kind === ref.kind && r.name === ref.name && same(r.parent, ref.parent)),
    list: async <K extends Kind>(kind: K, parent?: string) =>
      all.filter((r): r is Resource<K> => r.kind === kind && (parent === undefined || same(r.parent, parent))),
  };
}

function insideSpec(violation: Violation): Violation {
  return violation.path === 'spec'
    ? { ...violation, path: '' }
    : { ...violation, path: violation.path.replace(/^spec\./, '') };
}
