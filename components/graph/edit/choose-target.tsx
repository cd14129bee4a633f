'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { Verdict } from '@/lib/graph';
import { type ApiSnapshot, type ResourceRef, refKey } from '@/lib/model';
import { Dialog } from '../../ui';
import type { LineStart } from '../canvas-context';
import { PickList } from '../pick-list';
import { startOf, useVerdictText } from './verdict-text';

export interface ChooseTargetProps {
  snapshot: ApiSnapshot;
  start: LineStart;
  judge: (start: LineStart, to: ResourceRef) => Verdict;
  onChoose: (to: ResourceRef | undefined) => void;
}

/** Everything that a line may lead to, by name: what dragging does with the mouse, for the keyboard. */
export function ChooseTarget({ snapshot, start, judge, onChoose }: ChooseTargetProps) {
  const t = useTranslations('graph.connect');
  const text = useVerdictText();
  const [search, setSearch] = useState('');
  const candidates = useMemo(() => candidatesOf(snapshot, start, judge), [snapshot, start, judge]);
  const wanted = search.trim().toLowerCase();
  const items = candidates
    .filter(({ ref }) => labelOf(ref).toLowerCase().includes(wanted))
    .map(({ ref, verdict }) => ({
      id: refKey(ref),
      kind: ref.kind,
      title: labelOf(ref),
      note: text(start, ref, verdict),
      value: ref,
    }));
  const { name } = startOf(start);
  const title = t(start.type === 'new' ? 'title' : start.end === 'to' ? 'titleHead' : 'titleTail', { name });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onChoose(undefined)}
      title={title}
      description={candidates.length === 0 ? t('nothing') : t('lead')}
    >
      {candidates.length > 0 && (
        <PickList
          label={title}
          placeholder={t('search')}
          items={items}
          search={search}
          onSearch={setSearch}
          onPick={onChoose}
        />
      )}
    </Dialog>
  );
}

const labelOf = ({ parent, name }: ResourceRef) => (parent === undefined ? name : `${name} (${parent})`);

function candidatesOf(snapshot: ApiSnapshot, start: LineStart, judge: ChooseTargetProps['judge']) {
  return snapshot.resources
    .map(({ kind, parent, name }): ResourceRef => ({ kind, ...(parent !== undefined && { parent }), name }))
    .filter((ref) => ref.kind !== 'mesh')
    .flatMap((ref) => {
      const verdict = judge(start, ref);
      return verdict.ok ? [{ ref, verdict }] : [];
    })
    .sort((a, b) => (a.ref.name < b.ref.name ? -1 : 1));
}
