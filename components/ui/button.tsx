'use client';

import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const VARIANTS = {
  primary: 'bg-accent text-on-accent border-transparent hover:brightness-110 font-semibold',
  secondary: 'bg-card text-ink border-line-strong hover:bg-canvas',
  strong: 'bg-ink text-page border-transparent hover:opacity-90 font-semibold',
  ghost: 'bg-transparent text-ink-2 border-transparent hover:bg-canvas hover:text-ink',
  danger: 'bg-card text-bad-ink border-line-strong hover:bg-bad-tint font-semibold',
  link: 'bg-transparent text-accent border-transparent hover:underline font-semibold px-0! h-auto!',
} as const;

const SIZES = { sm: 'h-7 px-2 text-xs', md: 'h-8 px-3 text-sm', lg: 'h-10 px-4 text-base' } as const;

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
  /** Shows a spinner and keeps the button from being pressed again. */
  busy?: boolean;
  /** Gives the look to the child (a link) instead of making a button. */
  asChild?: boolean;
}

export function Button({
  variant = 'secondary',
  size = 'md',
  busy,
  asChild,
  className,
  children,
  ...rest
}: ButtonProps) {
  const classes = cn(
    'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50',
    VARIANTS[variant],
    SIZES[size],
    className,
  );
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={classes} aria-busy={busy || undefined} {...rest} disabled={busy || rest.disabled}>
      {busy && <Spinner />}
      {children}
    </button>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent"
    />
  );
}
