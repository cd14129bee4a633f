'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { allTo, equalPoints, swapWeights } from '@/lib/graph';
import { Button, Menu, MenuItem, Tooltip } from '../ui';

export interface SplitButtonsProps {
  targets: readonly { id: string; name: string }[];
  weights: readonly number[];
  disabled: boolean;
  /** Why it is disabled. */
  hint: string | undefined;
  onCommit: (weights: readonly number[]) => void;
}

/** Usual splits in one step. */
export function SplitButtons({ targets, weights, disabled, hint, onCommit }: SplitButtonsProps) {
  const t = useTranslations('weights');
  return (
    <Tooltip text={hint}>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" disabled={disabled} onClick={() => onCommit(equalPoints(targets.length))}>
          {t('equal')}
        </Button>
        <Button size="sm" disabled={disabled} onClick={() => onCommit(swapWeights(weights))}>
          {t('swap')}
        </Button>
        <Menu
          align="start"
          trigger={
            <Button size="sm" disabled={disabled}>
              {t('allTo')}
              <ChevronDown aria-hidden="true" size={12} />
            </Button>
          }
        >
          {targets.map((target, index) => (
            <MenuItem key={target.id} onSelect={() => onCommit(allTo(targets.length, index))}>
              {target.name}
            </MenuItem>
          ))}
        </Menu>
      </div>
    </Tooltip>
  );
}
