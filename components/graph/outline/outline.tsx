'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { type Graph, outlineOf } from '@/lib/graph';
import type { ResourceRef } from '@/lib/model';
import { useCanvas } from '../canvas-context';
import { OutlineRow } from './outline-row';
import { useOutlineKeys } from './use-outline-keys';
import { ROW, useRowWindow } from './use-row-window';

export interface OutlineProps {
  mesh: string;
  graph: Graph;
  onEdit: (ref: ResourceRef) => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * The graph's twin as a tree of lines, in the order in which traffic goes: the same content and every edit, by keyboard
 * alone. Only the lines in view are elements of the page.
 */
export function Outline({ mesh, graph, onEdit }: OutlineProps) {
  const t = useTranslations('graph.outline');
  const { selected } = useCanvas();
  const [folded, setFolded] = useState(NOTHING);
  const lines = useMemo(() => outlineOf(graph, folded), [graph, folded]);
  const fold = (id: string, shut: boolean) =>
    setFolded((before) => (shut ? new Set([...before, id]) : new Set([...before].filter((one) => one !== id))));
  const view = useRowWindow(lines);
  const { active, setActive, onKeyDown } = useOutlineKeys({ lines, view, fold, onEdit, selected });
  return (
    <section aria-label={t('label', { mesh })} className="absolute inset-0 flex flex-col px-4 pt-14 pb-4">
      <p id="outline-help" className="py-2 text-ink-2">
        {t('help')}
      </p>
      <div
        ref={view.frame}
        role="treegrid"
        aria-label={t('label', { mesh })}
        aria-describedby="outline-help"
        aria-rowcount={lines.length}
        aria-colcount={3}
        onScroll={view.onScroll}
        onKeyDown={onKeyDown}
        className="relative min-h-0 flex-1 overflow-y-auto rounded-lg border bg-card"
      >
        <div role="presentation" style={{ height: lines.length * ROW }}>
          {view.shown(active).map((index) => {
            const line = lines[index];
            return (
              line && (
                <OutlineRow
                  key={line.id}
                  line={line}
                  index={index}
                  top={index * ROW}
                  active={line.id === lines[active]?.id}
                  onActive={() => setActive(index)}
                  onFold={fold}
                  onEdit={onEdit}
                />
              )
            );
          })}
        </div>
      </div>
    </section>
  );
}
