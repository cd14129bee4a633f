'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { KINDS_IN_MESH, type Kind } from '@/lib/model';
import { useMayWrite } from '../layout';
import { Button, KindGlyph, Menu, MenuItem, MenuLabel } from '../ui';

export interface AddMenuProps {
  onAdd: (kind: Kind) => void;
  /** How the button stands out where it is: on the canvas more than on a page. */
  variant?: 'primary' | 'strong';
  align?: 'start' | 'end';
  /** A key that opens it too, told beside the title. */
  hint?: ReactNode;
  /** Both together, where something else opens it too. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** What can be added to a mesh: every kind, with what it is for. */
export function AddMenu({ onAdd, variant = 'primary', align = 'end', hint, ...controlled }: AddMenuProps) {
  const t = useTranslations();
  const [ownOpen, setOwnOpen] = useState(false);
  const { open = ownOpen, onOpenChange = setOwnOpen } = controlled;
  const mayWrite = useMayWrite();
  const trigger = (
    <Button
      variant={variant}
      className={variant === 'strong' ? 'shadow-card' : undefined}
      disabled={!mayWrite}
      title={mayWrite ? undefined : t('shell.person.viewerHint')}
    >
      <Plus aria-hidden="true" size={14} />
      {t('forms.add.button')}
    </Button>
  );
  return (
    <Menu align={align} open={open} onOpenChange={onOpenChange} trigger={trigger}>
      <MenuLabel>
        <span className="flex items-center justify-between gap-6">
          {t('forms.add.title')} {hint}
        </span>
      </MenuLabel>
      {KINDS_IN_MESH.map((kind) => (
        <MenuItem key={kind} onSelect={() => onAdd(kind)}>
          <KindGlyph kind={kind} size={24} />
          <span className="max-w-80">
            <span className="block">{t(`kinds.one.${kind}`)}</span>
            <span className="block whitespace-normal text-ink-2 text-xs">{t(`kinds.hint.${kind}`)}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
