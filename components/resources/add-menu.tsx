'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Kind } from '@/lib/model';
import { useMayWrite } from '../layout';
import { Button, KindGlyph, Menu, MenuItem } from '../ui';

/** Kinds in the order in which a mesh is built. */
const ADDABLE = [
  'virtualNode',
  'virtualRouter',
  'route',
  'virtualService',
  'virtualGateway',
  'gatewayRoute',
] as const satisfies readonly Kind[];

export function AddMenu({ onAdd }: { onAdd: (kind: Kind) => void }) {
  const t = useTranslations();
  const mayWrite = useMayWrite();
  const trigger = (
    <Button variant="primary" disabled={!mayWrite} title={mayWrite ? undefined : t('shell.person.viewerHint')}>
      <Plus aria-hidden="true" size={15} />
      {t('resources.add')}
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      {ADDABLE.map((kind) => (
        <MenuItem key={kind} onSelect={() => onAdd(kind)}>
          <KindGlyph kind={kind} />
          <span>
            <span className="block">{t(`kinds.one.${kind}`)}</span>
            <span className="block max-w-72 text-ink-3 text-xs">{t(`kinds.hint.${kind}`)}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
