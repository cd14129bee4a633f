import { useCallback, useMemo, useState } from 'react';
import type { Tag } from '@/lib/model';
import { type ApiResource, pathText, type Violation } from '@/lib/model';
import { type SpecPath, type SpecTree, sameTree, setAt } from './spec-tree';
import { keepText, parseYaml, printYaml } from './spec-yaml';

/** What a person has entered so far. */
export interface Draft {
  name: string;
  parent: string;
  spec: SpecTree;
  /** The YAML as it was typed; it may be ahead of the spec while it is broken. */
  text: string;
  /** Where the YAML is broken. */
  broken?: { line: number; message: string };
  tags: readonly Tag[];
  /** Paths that were edited: only there are mistakes shown before the first try to save. */
  touched: ReadonlySet<string>;
}

export interface DraftActions {
  draft: Draft;
  isDirty: boolean;
  setName: (name: string) => void;
  setParent: (parent: string) => void;
  setTags: (tags: readonly Tag[]) => void;
  change: (path: SpecPath, value: unknown, keep?: number) => void;
  setText: (text: string) => void;
  /** Begins anew from what is stored. */
  restart: (spec: SpecTree) => void;
}

export function useDraft(start: { name: string; parent: string; spec: SpecTree }): DraftActions {
  const [first] = useState(start);
  const [draft, setDraft] = useState<Draft>(() => ({
    ...start,
    text: printYaml(start.spec),
    tags: [],
    touched: new Set(),
  }));
  const change = useCallback((path: SpecPath, value: unknown, keep?: number) => {
    setDraft((d) => {
      const spec = setAt(d.spec, path, value, keep);
      return {
        ...d,
        spec,
        text: keepText(d.text, spec),
        broken: undefined,
        touched: new Set([...d.touched, pathText([...path])]),
      };
    });
  }, []);
  const setText = useCallback((text: string) => {
    setDraft((d) => {
      const parsed = parseYaml(text);
      if (!parsed.ok) return { ...d, text, broken: { line: parsed.line, message: parsed.message } };
      return { ...d, text, broken: undefined, spec: parsed.spec };
    });
  }, []);
  return useMemo(
    () => ({
      draft,
      isDirty:
        draft.name !== first.name ||
        draft.tags.length > 0 ||
        draft.broken !== undefined ||
        !sameTree(draft.spec, first.spec),
      setName: (name) => setDraft((d) => ({ ...d, name, touched: new Set([...d.touched, 'name']) })),
      setParent: (parent) => setDraft((d) => ({ ...d, parent })),
      setTags: (tags) => setDraft((d) => ({ ...d, tags })),
      change,
      setText,
      restart: (spec) =>
        setDraft((d) => ({ ...d, spec, text: printYaml(spec), broken: undefined, touched: new Set() })),
    }),
    [draft, first, change, setText],
  );
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

/** What stands in the way since the form was opened: the stored resource was changed or deleted by somebody else. */
export function conflictOf(
  base: ApiResource | undefined,
  opened: ApiResource | undefined,
): 'none' | 'changed' | 'gone' {
  if (!opened) return 'none';
  if (!base || base.uid !== opened.uid) return 'gone';
  return base.version === opened.version ? 'none' : 'changed';
}
