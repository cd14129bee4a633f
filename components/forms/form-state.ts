import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Tag } from '@/lib/model';
import { type ApiResource, pathText, type Violation } from '@/lib/model';
import { kept } from './kept-input';
import { type SpecPath, type SpecTree, sameTree, setAt } from './spec-tree';
import { type BrokenYaml, keepText, parseYaml, printYaml } from './spec-yaml';

/** What a person has entered so far. */
export interface Draft {
  name: string;
  parent: string;
  spec: SpecTree;
  /** The YAML as it was typed; it may be ahead of the spec while it is broken. */
  text: string;
  /** Where the YAML is broken. */
  broken?: BrokenYaml;
  tags: readonly Tag[];
  /** Paths that were edited: only there are mistakes shown before the first try to save. */
  touched: ReadonlySet<string>;
}

export interface DraftActions {
  draft: Draft;
  isDirty: boolean;
  /** What a person had entered before was found again. */
  isRestored: boolean;
  setName: (name: string) => void;
  setParent: (parent: string) => void;
  setTags: (tags: readonly Tag[]) => void;
  change: (path: SpecPath, value: unknown, keep?: number) => void;
  setText: (text: string) => void;
  /** Begins anew from what is stored. */
  restart: (spec: SpecTree) => void;
  /** It was saved or discarded: nothing is kept for later. */
  forget: () => void;
}

export interface DraftStart {
  /** Which form this is: what was entered in it is found again under this key. */
  key: string;
  name: string;
  parent: string;
  spec: SpecTree;
}

export function useDraft(start: DraftStart): DraftActions {
  const [first] = useState(start);
  const [found] = useState(() => kept.get(start.key));
  const [draft, setDraft] = useState<Draft>(() => found ?? fresh(start));
  const isRestored = found !== undefined;
  const isDirty = differs(draft, first);
  useEffect(() => {
    if (isDirty) kept.set(first.key, draft);
    else kept.delete(first.key);
  }, [first, draft, isDirty]);
  const change = useCallback((path: SpecPath, value: unknown, keep?: number) => {
    setDraft((d) => changed(d, path, value, keep));
  }, []);
  const setText = useCallback((text: string) => setDraft((d) => typed(d, text)), []);
  return useMemo(
    () => ({
      draft,
      isDirty,
      isRestored,
      setName: (name) => setDraft((d) => ({ ...d, name, touched: new Set([...d.touched, 'name']) })),
      setParent: (parent) => setDraft((d) => ({ ...d, parent })),
      setTags: (tags) => setDraft((d) => ({ ...d, tags })),
      change,
      setText,
      restart: (spec) => setDraft((d) => ({ ...fresh({ ...first, spec }), name: d.name, parent: d.parent })),
      forget: () => kept.delete(first.key),
    }),
    [draft, isDirty, isRestored, first, change, setText],
  );
}

function fresh({ name, parent, spec }: DraftStart): Draft {
  return { name, parent, spec, text: printYaml(spec), tags: [], touched: new Set() };
}

function differs(draft: Draft, first: DraftStart): boolean {
  return (
    draft.name !== first.name ||
    draft.tags.length > 0 ||
    draft.broken !== undefined ||
    !sameTree(draft.spec, first.spec)
  );
}

function changed(draft: Draft, path: SpecPath, value: unknown, keep: number | undefined): Draft {
  const spec = setAt(draft.spec, path, value, keep);
  const touched = new Set([...draft.touched, pathText([...path])]);
  return { ...draft, spec, text: keepText(draft.text, spec), broken: undefined, touched };
}

function typed(draft: Draft, text: string): Draft {
  const parsed = parseYaml(text);
  if (!parsed.ok) {
    const { ok: _, ...broken } = parsed;
    return { ...draft, text, broken };
  }
  return { ...draft, text, broken: undefined, spec: parsed.spec };
}

/** Violations by path, those that should be said already: all after a try to save, before it only where one has edited. */
export function shownViolations(
  all: readonly Violation[],
  touched: ReadonlySet<string>,
  attempted: boolean,
): Map<string, Violation[]> {
  const shown = attempted ? all : all.filter((v) => touched.has(v.path) && v.code !== 'required');
  return Map.groupBy(shown, (violation) => violation.path);
}

/** What stands in the way since the form was opened: the resource was changed or deleted, live or in the draft. */
export function conflictOf(
  base: ApiResource | undefined,
  opened: ApiResource | undefined,
): 'none' | 'changed' | 'gone' {
  if (!opened) return 'none';
  if (!base) return 'gone';
  return sameTree(base.spec, opened.spec) ? 'none' : 'changed';
}
