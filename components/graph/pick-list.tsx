'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Kind } from '@/lib/model';
import { cn, Input, KindGlyph } from '../ui';

export interface PickItem<T> {
  id: string;
  kind: Kind;
  title: string;
  /** What stands below it; empty = nothing. */
  note: string;
  value: T;
}

export interface PickListProps<T> {
  /** What is picked: name of the field and the list. */
  label: string;
  placeholder: string;
  /** Those that fit the search, best first. */
  items: readonly PickItem<T>[];
  search: string;
  onSearch: (text: string) => void;
  onPick: (value: T) => void;
}

/** A mesh may hold thousands; what is not listed is found by its name. */
const SHOWN = 60;

/** A field with a list below it: typing narrows the list, arrow keys go through it, Enter picks. */
export function PickList<T>({ label, placeholder, items, search, onSearch, onPick }: PickListProps<T>) {
  const t = useTranslations('graph.pick');
  const kinds = useTranslations('kinds.one');
  const list = useId();
  const [active, setActive] = useState(0);
  const elements = useRef<HTMLDivElement>(null);
  const shown = items.slice(0, SHOWN);
  const at = Math.min(active, shown.length - 1);
  const current = shown[at];
  const idOf = (index: number) => `${list}-${index}`;
  const go = (index: number) => {
    const next = Math.max(0, Math.min(shown.length - 1, index));
    setActive(next);
    elements.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      go(next);
    } else if (event.key === 'Enter' && current && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onPick(current.value);
    }
  };
  return (
    <>
      <Input
        autoFocus
        role="combobox"
        aria-label={label}
        placeholder={placeholder}
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={current && idOf(at)}
        value={search}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          onSearch(event.target.value);
          setActive(0);
        }}
      />
      <div id={list} ref={elements} role="listbox" aria-label={label} className="mt-2 max-h-[42vh] overflow-y-auto">
        {shown.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys of the list
          <div
            key={item.id}
            id={idOf(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => onPick(item.value)}
            onPointerMove={() => setActive(index)}
            className={cn(
              'flex cursor-pointer items-start gap-2.5 rounded-md px-2 py-1.5',
              index === at && 'bg-accent-tint',
            )}
          >
            <KindGlyph kind={item.kind} size={20} className="mt-0.5" />
            <span className="min-w-0">
              <span className="sr-only">{kinds(item.kind)} </span>
              <span className="block break-words">{item.title}</span>
              {item.note && <span className="block break-words text-ink-2 text-xs">{item.note}</span>}
            </span>
          </div>
        ))}
      </div>
      <p role="status" className="pt-1 text-ink-2 text-xs">
        {shown.length === 0
          ? t('notFound')
          : items.length > shown.length
            ? t('more', { count: items.length - shown.length })
            : ''}
      </p>
    </>
  );
}
