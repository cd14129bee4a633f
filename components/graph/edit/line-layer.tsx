'use client';

import { useStore } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { type Graph, type Positions, pathOf, sideCurve, sizeOf } from '@/lib/graph';
import { cn } from '../../ui';
import type { Line } from './use-line';
import { useVerdictText } from './verdict-text';

export interface LineLayerProps {
  line: Line;
  graph: Graph;
  positions: Positions;
}

/** The line that is being drawn, the card below the pointer, and in words what letting go would do, or why it cannot. */
export function LineLayer({ line, graph, positions }: LineLayerProps) {
  const t = useTranslations('graph.connect');
  const text = useVerdictText();
  const [x, y, zoom] = useStore((store) => store.transform);
  const { from, to, over, start, pointer } = line;
  const backwards = start.type === 'move' && start.end === 'from';
  const card = over && graph.cards.find((one) => one.id === over.id);
  const at = over && positions.get(over.id);
  const size = card && sizeOf(card);
  const colour = !over ? 'var(--ink-3)' : over.verdict.ok ? 'var(--accent)' : 'var(--bad)';
  return (
    <div className="pointer-events-none absolute inset-0 z-6 overflow-hidden">
      <svg aria-hidden="true" className="absolute inset-0 size-full">
        <g transform={`translate(${x} ${y}) scale(${zoom})`}>
          {size && at && (
            <rect
              x={at.x - 4}
              y={at.y - 4}
              width={size.width + 8}
              height={size.height + 8}
              rx={card.kind === 'virtualService' ? 31 : 12}
              fill="none"
              stroke={colour}
              strokeWidth={3 / zoom}
              strokeDasharray={over.verdict.ok ? undefined : '6 5'}
            />
          )}
          <path
            d={pathOf(backwards ? sideCurve(to, from) : sideCurve(from, to))}
            fill="none"
            stroke={colour}
            strokeWidth={2.5 / zoom}
            strokeDasharray={over?.verdict.ok ? undefined : '7 5'}
          />
        </g>
      </svg>
      <p
        role="status"
        data-line={over ? (over.verdict.ok ? 'allowed' : 'refused') : 'open'}
        style={{ left: pointer.x + 14, top: pointer.y + 18 }}
        className={cn(
          'absolute max-w-72 rounded-md border bg-card px-2.5 py-1.5 text-xs shadow-lifted',
          over && !over.verdict.ok ? 'border-bad text-bad-ink' : 'border-line-strong text-ink',
        )}
      >
        {over ? text(start, over.ref, over.verdict) : t('dropHint')}
      </p>
    </div>
  );
}
