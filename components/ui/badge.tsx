import type { ReactNode } from 'react';
import { cn } from './cn';

const TONES = {
  neutral: 'border-line-strong text-ink-2',
  accent: 'border-transparent bg-accent-tint text-accent',
  good: 'border-transparent bg-good-tint text-good-ink',
  attention: 'border-transparent bg-attention-tint text-attention-ink',
  bad: 'border-transparent bg-bad-tint text-bad-ink',
  /** A computed default: greyed, with a broken line. */
  computed: 'border-dashed border-line-strong text-ink-3',
} as const;

export type Tone = keyof typeof TONES;

export function Badge({
  tone = 'neutral',
  children,
  className,
  title,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
  title?: string;
}) {
  return (
    <span
      title={title}
      className={cn(
        'inline-flex shrink-0 items-center gap-1 whitespace-nowrap rounded border px-1.5 font-medium text-xs',
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

const SHAPES = {
  good: 'rounded-full bg-good',
  waiting: 'rounded-full border-2 border-accent',
  attention: 'rotate-45 bg-attention',
  bad: 'rounded-[2px] bg-bad',
  off: 'rounded-full bg-ink-3',
} as const;

/** State as colour and shape; the word stands beside it. */
export function StateMark({ state, className }: { state: keyof typeof SHAPES; className?: string }) {
  return <span aria-hidden="true" className={cn('inline-block size-2.5 shrink-0', SHAPES[state], className)} />;
}
