'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { type Found, findInGraph, type Graph } from '@/lib/graph';
import { Button, Dialog } from '../ui';
import { PickList } from './pick-list';
import { useGraphKey } from './use-graph-key';

export interface FindProps {
  graph: Graph;
  onFind: (found: Found) => void;
}

/** Finds cards and routes by name or condition and brings them into view. The key / opens it too. */
export function Find({ graph, onFind }: FindProps) {
  const t = useTranslations('graph.find');
  const [open, setOpen] = useState(false);
  useGraphKey('/', true, () => setOpen(true));
  return (
    <>
      <Button className="shadow-card" aria-keyshortcuts="/" onClick={() => setOpen(true)}>
        <Search aria-hidden="true" size={14} />
        {t('open')}
      </Button>
      {open && (
        <FindDialog
          graph={graph}
          onChoose={(found) => {
            setOpen(false);
            if (found) onFind(found);
          }}
        />
      )}
    </>
  );
}

function FindDialog({ graph, onChoose }: { graph: Graph; onChoose: (found: Found | undefined) => void }) {
  const t = useTranslations('graph.find');
  const [search, setSearch] = useState('');
  const found = useMemo(() => findInGraph(graph, search), [graph, search]);
  const items = found.map((one) => ({
    id: one.id,
    kind: one.ref.kind,
    title: one.ref.name,
    note: one.match ?? '',
    value: one,
  }));
  return (
    <Dialog open onOpenChange={(open) => !open && onChoose(undefined)} title={t('title')}>
      <PickList
        label={t('title')}
        placeholder={t('placeholder')}
        items={items}
        search={search}
        onSearch={setSearch}
        onPick={onChoose}
      />
    </Dialog>
  );
}
