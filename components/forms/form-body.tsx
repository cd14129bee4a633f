'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { type ApiResource, type ApiSnapshot, KIND_INFO } from '@/lib/model';
import { useMayWrite, useView } from '../layout';
import { focusPath } from './focus-path';
import { FormContext, type FormContextValue } from './form-context';
import { FormEditor } from './form-editor';
import { FormReview } from './form-review';
import { conflictOf, shownViolations, useDraft } from './form-state';
import { Member } from './member';
import { startSpec } from './start-spec';
import type { ResourceFormProps } from './types';
import { useViolations } from './use-violations';

export interface FormBodyProps extends ResourceFormProps {
  snapshot: ApiSnapshot | undefined;
  /** The resource as the view has it now; undefined when it is new or was deleted. */
  base: ApiResource | undefined;
  /** Names that a new mesh cannot have. */
  takenNames?: readonly string[];
}

/** The two steps of a form: entering, and looking at the difference. */
export function FormBody({ snapshot, base, takenNames = [], ...props }: FormBodyProps) {
  const { kind, mode, mesh, initial } = props;
  const t = useTranslations();
  const [opened, setOpened] = useState(base);
  const state = useDraft({
    key: [mesh, useView().draft, mode, kind, props.parent, initial?.name, base?.version].join('/'),
    name: initial?.name ?? '',
    parent: props.parent ?? '',
    spec: base?.spec ?? initial?.spec ?? startSpec(kind, props.parent, snapshot),
  });
  const [step, setStep] = useState<'edit' | 'review'>('edit');
  const [attempted, setAttempted] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const { draft } = state;
  useFocus(form, props.focus, () => setAttempted(true));
  const parent = KIND_INFO[kind].parent ? draft.parent : undefined;
  const violations = useViolations(
    { mode, mesh: kind === 'mesh' ? draft.name : mesh, kind, parent, name: draft.name, spec: draft.spec },
    snapshot,
  );
  const taken = mode === 'create' && (takenNames.includes(draft.name) || isTaken(snapshot, kind, parent, draft.name));
  const disabled = !useMayWrite();
  const context = useMemo<FormContextValue>(() => {
    const shown = shownViolations(violations, draft.touched, attempted);
    const violationsAt = (path: string) => shown.get(path) ?? [];
    return { kind, parent, spec: draft.spec, change: state.change, violationsAt, snapshot, disabled, Member };
  }, [violations, draft, attempted, kind, parent, state.change, snapshot, disabled]);
  /** Goes on with what was entered, or to its first mistake. */
  const checked = (then: () => void) => () => {
    setAttempted(true);
    if (violations.length === 0 && !taken && !draft.broken) then();
    else focusFirstMistake(form);
  };
  const shared = { ...props, base, state, conflict: conflictOf(base, opened), opened };
  return (
    <FormContext value={context}>
      <div ref={form} className="@container flex min-h-full flex-col">
        {step === 'edit' ? (
          <FormEditor
            {...shared}
            violations={violations}
            taken={taken}
            attempted={attempted}
            checked={checked}
            onReview={checked(() => setStep('review'))}
          />
        ) : (
          <FormReview {...shared} onBack={() => setStep('edit')} onTheirs={() => takeTheirs()} />
        )}
        {disabled && <p className="px-5 pb-4 text-ink-2">{t('forms.onlyReading')}</p>}
      </div>
    </FormContext>
  );

  function takeTheirs() {
    if (base) state.restart(base.spec);
    setOpened(base);
    setStep('edit');
  }
}

function isTaken(snapshot: ApiSnapshot | undefined, kind: string, parent: string | undefined, name: string): boolean {
  return (
    snapshot?.resources.some((r) => r.kind === kind && r.name === name && (r.parent ?? '') === (parent ?? '')) ?? false
  );
}

/** Shows the field that the address names, with what is wrong there. */
function useFocus(form: RefObject<HTMLElement | null>, path: string | undefined, onFocus: () => void): void {
  const latest = useRef(onFocus);
  latest.current = onFocus;
  useEffect(() => {
    if (path === undefined) return;
    latest.current();
    const frame = requestAnimationFrame(() => form.current && focusPath(form.current, path));
    return () => cancelAnimationFrame(frame);
  }, [form, path]);
}

/** After the next drawing: the first field with a mistake. */
function focusFirstMistake(form: RefObject<HTMLElement | null>): void {
  requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
