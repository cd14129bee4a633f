'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Kind } from '@/lib/model';
import { useMayWrite } from '../layout';
import { Button, Kbd, KindGlyph, Menu, MenuItem, MenuLabel } from '../ui';

/** Kinds in the order in which a mesh is built. */
const ADDABLE = [
  'virtualNode',
  'virtualRouter',
  'route',
  'virtualService',
  'virtualGateway',
  'gatewayRoute',
] as const satisfies readonly Kind[];

/** The palette: every kind with what it is for. The key A opens it too. */
export function AddMenu({ onAdd }: { onAdd: (kind: Kind) => void }) {
  const t = useTranslations('graph.toolbar');
  const kinds = useTranslations('kinds');
  const common = useTranslations('shell.person');
  const mayWrite = useMayWrite();
  const [open, setOpen] = useState(false);
  useGraphKey('a', mayWrite, () => setOpen(true));
  const trigger = (
    <Button
      variant="strong"
      className="shadow-card"
      disabled={!mayWrite}
      title={mayWrite ? undefined : common('viewerHint')}
    >
      <Plus aria-hidden="true" size={14} />
      {t('add')}
    </Button>
  );
  return (
    <Menu align="start" open={open} onOpenChange={setOpen} trigger={trigger}>
      <MenuLabel>
        <span className="flex items-center justify-between gap-6">
          {t('addTitle')} <Kbd>A</Kbd>
        </span>
      </MenuLabel>
      {ADDABLE.map((kind) => (
        <MenuItem key={kind} onSelect={() => onAdd(kind)}>
          <KindGlyph kind={kind} size={24} />
          <span className="max-w-80">
            <span className="block">{kinds(`one.${kind}`)}</span>
            <span className="block whitespace-normal text-ink-2 text-xs">{kinds(`hint.${kind}`)}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}

const BUSY = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"], [role="listbox"]';

/** A key that holds for the whole page, unless a person is typing or something lies above the page. */
export function useGraphKey(key: string, enabled: boolean, onPress: () => void): void {
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== key || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      if (target?.closest(BUSY) || document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      onPress();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
