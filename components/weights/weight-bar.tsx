'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { boundariesOf, moveBoundary } from '@/lib/graph';
import { useFigures } from '../ui';
import { BoundaryHandle } from './boundary-handle';
import { targetColour } from './target-colour';

export interface WeightBarProps {
  /** In the order of the route. */
  targets: readonly { id: string; short: string }[];
  /** Whole points that sum to 100. */
  points: readonly number[];
  disabled: boolean;
  /** While a boundary moves: what it would be. */
  onPreview: (points: number[]) => void;
  /** The boundary was let go. */
  onCommit: (points: number[]) => void;
  onCancel: () => void;
}

/** Room that the first and last handle need inside the bar, in px. */
const INSET = 8;

/** The wanted split as one stacked bar; its boundaries are dragged or moved by keys. */
export function WeightBar({ targets, points, disabled, onPreview, onCommit, onCancel }: WeightBarProps) {
  const t = useTranslations('weights');
  const figures = useFigures();
  const frame = useRef<HTMLDivElement>(null);
  const name = (index: number) => targets[index]?.short ?? '';
  const percent = (index: number) => figures.percent(points[index] ?? 0);
  const split = points.map((_, index) => t('part', { name: name(index), percent: percent(index) })).join(', ');
  const pointAtX = (x: number) => {
    const box = frame.current?.getBoundingClientRect();
    return box ? ((x - box.left - INSET) / (box.width - 2 * INSET)) * 100 : 0;
  };
  return (
    <div ref={frame} className="relative h-10 select-none" style={{ paddingInline: INSET }}>
      <div role="img" aria-label={t('bar', { split })}>
        <div className="absolute inset-0 flex overflow-hidden rounded-lg border border-line-strong">
          {points.map((point, index) => (
            <Part key={targets[index]?.id} name={name(index)} percent={percent(index)} point={point} index={index} />
          ))}
        </div>
      </div>
      {boundariesOf(points).map((position, boundary) => (
        <BoundaryHandle
          key={targets[boundary]?.id}
          points={points}
          boundary={boundary}
          position={position}
          inset={INSET}
          disabled={disabled}
          label={t('boundary', { left: name(boundary), right: name(boundary + 1) })}
          valueText={t('boundaryText', {
            left: name(boundary),
            leftPercent: percent(boundary),
            right: name(boundary + 1),
            rightPercent: percent(boundary + 1),
          })}
          pointAtX={pointAtX}
          onPreview={(to) => onPreview(moveBoundary(points, boundary, to))}
          onCommit={(to) => onCommit(moveBoundary(points, boundary, to))}
          onCancel={onCancel}
        />
      ))}
    </div>
  );
}

interface PartProps {
  name: string;
  percent: string;
  point: number;
  index: number;
}

function Part({ name, percent, point, index }: PartProps) {
  return (
    <div
      aria-hidden="true"
      className="flex min-w-0 items-center overflow-hidden pl-3.5"
      style={{
        flex: `${point} ${point} 0`,
        background: `color-mix(in oklab, ${targetColour(index)} 20%, var(--card))`,
      }}
    >
      {point >= 12 && (
        <span className="truncate font-semibold text-sm">
          {name} · {percent}
        </span>
      )}
    </div>
  );
}
