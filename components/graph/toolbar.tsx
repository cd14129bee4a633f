'use client';

import { ListTree, Workflow, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { type GraphOptions, showsLayer, withLayer } from '@/lib/client';
import type { Found, Graph } from '@/lib/graph';
import type { ApiProblem, Kind, ResourceRef } from '@/lib/model';
import { AddMenu } from '../forms';
import { useMayWrite, useView } from '../layout';
import { Button, cn, Kbd } from '../ui';
import { Find } from './find-dialog';
import { ProblemMenu } from './problem-menu';
import { ShowMenu } from './show-menu';
import { useGraphKey } from './use-graph-key';

export interface ToolbarProps {
  graph: Graph | undefined;
  /** Undefined = not known yet. */
  problems: readonly ApiProblem[] | undefined;
  options: GraphOptions;
  onOptions: (change: Partial<GraphOptions>) => void;
  /** The card that is selected: its neighbours can be shown alone. */
  selected: ResourceRef | undefined;
  onAdd: (kind: Kind) => void;
  onTidy: () => void;
  onSelect: (ref: ResourceRef) => void;
  onFind: (found: Found) => void;
}

export function Toolbar({
  graph,
  problems,
  options,
  onOptions,
  selected,
  onAdd,
  onTidy,
  onSelect,
  onFind,
}: ToolbarProps) {
  const t = useTranslations('graph.toolbar');
  const mayWrite = useMayWrite();
  const [adding, setAdding] = useState(false);
  useGraphKey('a', mayWrite, () => setAdding(true));
  const inDraft = useView().draft !== undefined;
  const { outline = false, around, group } = options;
  return (
    <div role="toolbar" aria-label={t('label')} className="flex flex-wrap gap-2">
      <AddMenu
        onAdd={onAdd}
        variant="strong"
        align="start"
        hint={<Kbd>A</Kbd>}
        open={adding}
        onOpenChange={setAdding}
      />
      {graph && graph.cards.length > 0 && <Find graph={graph} onFind={onFind} />}
      <Toggle
        on={showsLayer(options, 'traffic', inDraft)}
        onChange={(on) => onOptions(withLayer(options, 'traffic', on, inDraft))}
        title={t('trafficHint')}
      >
        {t('traffic')}
      </Toggle>
      <ProblemMenu problems={problems} onSelect={onSelect} />
      <ShowMenu options={options} onOptions={onOptions} selected={selected} />
      {around && (
        <Button className="border-accent! text-accent! shadow-card" onClick={() => onOptions({ around: undefined })}>
          <span className="max-w-52 truncate">{t('around', { name: around.name })}</span>
          <X aria-hidden="true" size={14} />
          <span className="sr-only">{t('aroundEnd')}</span>
        </Button>
      )}
      {!outline && mayWrite && !around && !group && (
        <Button className="shadow-card" onClick={onTidy}>
          {t('tidy')}
        </Button>
      )}
      <Button className="shadow-card" onClick={() => onOptions({ outline: !outline })}>
        {outline ? <Workflow aria-hidden="true" size={14} /> : <ListTree aria-hidden="true" size={14} />}
        {outline ? t('canvas') : t('outline')}
      </Button>
    </div>
  );
}

interface ToggleProps {
  on: boolean;
  onChange: (on: boolean) => void;
  title?: string;
  children: ReactNode;
}

function Toggle({ on, onChange, title, children }: ToggleProps) {
  return (
    <Button
      aria-pressed={on}
      title={title}
      onClick={() => onChange(!on)}
      className={cn('shadow-card', on && 'border-accent! font-semibold text-accent!')}
    >
      {children}
    </Button>
  );
}
