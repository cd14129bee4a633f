'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { Kbd } from '../ui';
import { findCommands } from './search';
import { useCommands } from './use-commands';

/** The button in the top bar, the key (Ctrl/⌘ K) and the list that they open. */
export function Palette() {
  const t = useTranslations('palette');
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        aria-keyshortcuts="Control+K Meta+K"
        className="mr-1 flex h-8 items-center gap-2 rounded-md border border-line-strong px-2 text-ink-2 hover:bg-canvas hover:text-ink xl:w-44"
      >
        <Search aria-hidden="true" size={15} className="shrink-0" />
        <span className="sr-only">{t('open')}</span>
        <span aria-hidden="true" className="truncate max-xl:hidden">
          {t('short')}
        </span>
        <span aria-hidden="true" className="ml-auto flex gap-0.5 max-xl:hidden">
          <Kbd>{modifier()}</Kbd>
          <Kbd>K</Kbd>
        </span>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-line-strong bg-card shadow-lifted"
        >
          <Dialog.Title className="sr-only">{t('open')}</Dialog.Title>
          <List onDone={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The name of the key on this machine; the server does not know it and says Ctrl. */
function modifier(): string {
  return typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}

const ITEM =
  'flex cursor-pointer items-center gap-3 rounded px-2.5 py-1.5 text-sm outline-none data-[selected=true]:bg-accent-tint data-[selected=true]:text-accent';

function List({ onDone }: { onDone: () => void }) {
  const t = useTranslations('palette');
  const [query, setQuery] = useState('');
  const groups = findCommands(useCommands(), query);
  return (
    <Command shouldFilter={false} loop label={t('open')}>
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search aria-hidden="true" size={16} className="shrink-0 text-ink-3" />
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder={t('placeholder')}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-3"
        />
      </div>
      <Command.List className="max-h-[56vh] overflow-y-auto p-1.5" label={t('results')}>
        {groups.length === 0 && <p className="px-2.5 py-6 text-center text-ink-2">{t('nothing', { query })}</p>}
        {groups.map(({ group, found }) => (
          <Command.Group
            key={group}
            heading={t(`group.${group}`)}
            className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-ink-3 **:[[cmdk-group-heading]]:text-xs"
          >
            {found.map(({ id, label, detail, run }) => (
              <Command.Item
                key={id}
                value={id}
                className={ITEM}
                onSelect={() => {
                  onDone();
                  run();
                }}
              >
                <span className="min-w-0 flex-1 truncate">{label}</span>
                {detail && <span className="max-w-[45%] shrink-0 truncate text-ink-2 text-xs">{detail}</span>}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <p aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 border-t px-4 py-2 text-ink-2 text-xs">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('keys.move')}
        </span>
        <span>
          <Kbd>↵</Kbd> {t('keys.run')}
        </span>
        <span>
          <Kbd>Esc</Kbd> {t('keys.close')}
        </span>
      </p>
    </Command>
  );
}
