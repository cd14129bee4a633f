'use client';

import { type ReactNode, useId } from 'react';
import { cn } from './cn';

/** What a control needs so that its label, hint and error are read out with it. */
export interface FieldControl {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
  /** Which value it shows, so that it can be found. */
  'data-path'?: string;
}

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Word after the label, such as "Optional". */
  note?: ReactNode;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  /** Which value the control shows; see FieldControl. */
  at?: string;
  children: (control: FieldControl) => ReactNode;
}

/** Label, control, hint and error of one form field. */
export function Field({ label, hint, error, required, note, hideLabel, className, at, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={cn('text-ink-2 text-sm', hideLabel && 'sr-only')}>
        {label}
        {note && <span className="ml-1 text-ink-3 text-xs">- {note}</span>}
      </label>
      {children({
        id,
        'aria-describedby': describedBy,
        'aria-invalid': error ? true : undefined,
        'aria-required': required ? true : undefined,
        'data-path': at,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-ink-3 text-xs">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-bad-ink text-xs">
          {error}
        </p>
      )}
    </div>
  );
}
