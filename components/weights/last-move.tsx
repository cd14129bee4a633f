'use client';

import { useTranslations } from 'next-intl';
import { type Typed, toPoints } from '@/lib/graph';
import { Button, useFigures } from '../ui';
import { ReceiptCard } from './receipt-card';
import { useLastMove } from './use-last-move';
import type { Move } from './use-weight-writer';

export interface LastMoveProps {
  mesh: string;
  route: Typed<'route'>;
  /** The move just made here. */
  own: Move | undefined;
  mayWrite: boolean;
  onUndo: (move: Move) => void;
}

/** The receipt of a route's newest live move, and the way to take it back. */
export function LastMove({ mesh, route, own, mayWrite, onUndo }: LastMoveProps) {
  const t = useTranslations('weights.receipt');
  const figures = useFigures();
  const last = useLastMove(mesh, route, own);
  if (!last) return null;
  const points = toPoints(last.before.map((target) => target.weight)) ?? [];
  const split = points.map((point) => figures.percent(point)).join(' / ');
  return (
    <ReceiptCard
      mesh={mesh}
      revision={last.revision}
      at={last.at}
      who={last.who}
      action={
        mayWrite && (
          <Button
            variant="link"
            size="sm"
            title={t('undoHint', { split })}
            onClick={() => onUndo(last)}
            className="self-start"
          >
            {t('undo')}
          </Button>
        )
      }
    />
  );
}
