'use client';

import { type ComponentType, createContext, useContext } from 'react';
import { type ApiSnapshot, type Kind, pathText, type Violation } from '@/lib/model';
import { getAt, type SpecPath, type SpecTree } from './spec-tree';
import type { MemberProps } from './types';

export interface FormContextValue {
  kind: Kind;
  /** Router or gateway of a route. */
  parent: string | undefined;
  spec: SpecTree;
  /** Sets a value (undefined = takes it out); `keep` = how many steps of the path stay even when left empty. */
  change: (path: SpecPath, value: unknown, keep?: number) => void;
  /** What is wrong at a path, as far as it should be said already. */
  violationsAt: (path: string) => readonly Violation[];
  /** The mesh as it is: names to choose from. Undefined while it is being loaded. */
  snapshot: ApiSnapshot | undefined;
  disabled: boolean;
  /** Draws a member. It comes by this way because specs nest: what it draws draws members again. */
  Member: ComponentType<MemberProps>;
}

export const FormContext = createContext<FormContextValue | undefined>(undefined);

export function useForm(): FormContextValue {
  const form = useContext(FormContext);
  if (!form) throw new Error('a field outside of its form');
  return form;
}

export interface FieldState<V> {
  value: V | undefined;
  set: (value: V | undefined) => void;
  violations: readonly Violation[];
  disabled: boolean;
}

/** One value of the spec. */
export function useField<V>(path: SpecPath, keep: number): FieldState<V> {
  const { spec, change, violationsAt, disabled } = useForm();
  return {
    value: getAt(spec, path) as V | undefined,
    set: (value) => change(path, value, keep),
    violations: violationsAt(pathText([...path])),
    disabled,
  };
}

/** Names of the mesh's resources of a kind. */
export function useNames(kind: Kind): string[] {
  const { snapshot } = useForm();
  return (snapshot?.resources ?? []).filter((r) => r.kind === kind).map((r) => r.name);
}
