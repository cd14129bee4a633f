'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface Tab {
  id: string;
  label: ReactNode;
  content: ReactNode;
  disabled?: boolean;
}

export interface TabsProps {
  tabs: readonly Tab[];
  /** Controlled, so that it can live in the URL. */
  value: string;
  onChange: (id: string) => void;
  label: string;
  /** Two or three ways to see the same: a small switch instead of a row of tabs. */
  segments?: boolean;
  /** Classes of the content's frame. */
  contentClassName?: string;
}

const ROW = {
  list: 'flex gap-5 overflow-x-auto border-b px-5',
  tab: 'focus-visible:-outline-offset-2 -mb-px h-9 shrink-0 border-transparent border-b-2 text-ink-2 text-sm hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink',
};

const SEGMENTS = {
  list: 'mx-5 inline-flex gap-0.5 rounded-md border border-line-strong bg-canvas p-0.5',
  tab: 'h-6 rounded px-3 text-ink-2 text-xs hover:text-ink data-[state=active]:bg-card data-[state=active]:font-semibold data-[state=active]:text-ink data-[state=active]:shadow-card',
};

export function Tabs({ tabs, value, onChange, label, segments, contentClassName }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onChange}>
      <Radix.List aria-label={label} className={segments ? SEGMENTS.list : ROW.list}>
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            disabled={tab.disabled}
            className={segments ? SEGMENTS.tab : ROW.tab}
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className={contentClassName}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
