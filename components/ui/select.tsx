'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { CONTROL } from './input';

export interface SelectOption<V extends string = string> {
  value: V;
  label: ReactNode;
  /** A second line, as on what the choice does. */
  hint?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<V extends string> {
  value: V | undefined;
  onChange: (value: V) => void;
  options: readonly SelectOption<V>[];
  placeholder?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
  'data-path'?: string;
}

/** Radix reserves the empty value; a choice of "nothing" travels as this. */
const NOTHING = '\u0000';

/** One choice of several. An option with the value '' stands for "nothing chosen". */
export function Select<V extends string>({
  value,
  onChange,
  options,
  placeholder,
  className,
  disabled,
  ...aria
}: SelectProps<V>) {
  const known = options.some((option) => option.value === value);
  return (
    <Radix.Root
      value={known && value !== undefined ? value || NOTHING : ''}
      onValueChange={(next) => next !== '' && onChange((next === NOTHING ? '' : next) as V)}
      disabled={disabled}
    >
      <Radix.Trigger
        {...aria}
        className={cn(
          CONTROL,
          'flex h-8 items-center justify-between gap-2 text-left data-placeholder:text-ink-3',
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder ?? value ?? ''} />
        </span>
        <ChevronDown aria-hidden="true" size={14} className="shrink-0 text-ink-3" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[min(360px,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) overflow-hidden rounded-md border border-line-strong bg-card shadow-lifted"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Option key={option.value} option={option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Radix.Item
      value={option.value || NOTHING}
      disabled={option.disabled}
      className="flex cursor-pointer select-none items-start gap-2 rounded px-2 py-1.5 text-sm outline-none data-disabled:cursor-not-allowed data-highlighted:bg-accent-tint data-disabled:opacity-50"
    >
      <span className="flex h-5 w-4 shrink-0 items-center">
        <Radix.ItemIndicator>
          <Check aria-hidden="true" size={14} className="text-accent" />
        </Radix.ItemIndicator>
      </span>
      <span className="min-w-0">
        <Radix.ItemText>{option.label}</Radix.ItemText>
        {option.hint && <span className="block text-ink-3 text-xs">{option.hint}</span>}
      </span>
    </Radix.Item>
  );
}
