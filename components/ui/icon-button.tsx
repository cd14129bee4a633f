'use client';

import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Tooltip } from './tooltip';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon;
  /** What it does: name for screen readers and tooltip. */
  label: string;
  size?: 'sm' | 'md';
  /** Without tooltip: that would take Esc from a dialog whose close button has the focus. */
  bare?: boolean;
}

export function IconButton({ icon: Icon, label, size = 'md', bare, className, ...rest }: IconButtonProps) {
  const button = (
    <button
      type="button"
      aria-label={label}
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors',
        'hover:bg-canvas hover:text-ink disabled:cursor-not-allowed disabled:opacity-50',
        size === 'sm' ? 'size-7' : 'size-8',
        className,
      )}
      {...rest}
    >
      <Icon aria-hidden="true" size={16} />
    </button>
  );
  return bare ? button : <Tooltip text={label}>{button}</Tooltip>;
}
