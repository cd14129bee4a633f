'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';

/** The frame that inputs, selects and text areas share. */
export const CONTROL =
  '[:where(&)]:w-full min-w-0 rounded-md border border-line-strong bg-card px-2.5 text-sm text-ink transition-colors ' +
  'hover:border-ink-3 disabled:cursor-not-allowed disabled:opacity-60 aria-[invalid=true]:border-bad';

export interface InputProps extends ComponentProps<'input'> {
  mono?: boolean;
}

export function Input({ className, mono, ...rest }: InputProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      className={cn(CONTROL, 'h-8', mono && 'font-mono', className)}
      {...rest}
    />
  );
}

export function TextArea({ className, mono, ...rest }: ComponentProps<'textarea'> & { mono?: boolean }) {
  return <textarea spellCheck={false} className={cn(CONTROL, 'py-1.5', mono && 'font-mono', className)} {...rest} />;
}
