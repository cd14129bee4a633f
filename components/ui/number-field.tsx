'use client';

import { type ComponentProps, useEffect, useState } from 'react';
import { cn } from './cn';
import { CONTROL } from './input';

export interface NumberFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> {
  /** Undefined = left empty. */
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  /** Unit after the number, such as "s" or "%". */
  unit?: string;
}

/** A number that may be left empty. What a person types is kept as typed until they leave the field. */
export function NumberField({ value, onChange, unit, className, onBlur, ...rest }: NumberFieldProps) {
  const [text, setText] = useState(format(value));
  useEffect(() => setText((typed) => (parse(typed) === value ? typed : format(value))), [value]);
  return (
    <span className={cn('relative inline-flex min-w-0', className)}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        className={cn(CONTROL, 'h-8 tabular-nums', unit && 'pr-8')}
        {...rest}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(parse(event.target.value));
        }}
        onBlur={(event) => {
          setText(format(value));
          onBlur?.(event);
        }}
      />
      {unit && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-3 text-xs"
        >
          {unit}
        </span>
      )}
    </span>
  );
}

function format(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

/** Digits of Japanese keyboards (full width) count too. */
function parse(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim();
  const number = Number(plain);
  return plain === '' || !Number.isFinite(number) ? undefined : number;
}
