'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type GraphOptions, showsLayer, withLayer } from '@/lib/client';
import type { ResourceRef } from '@/lib/model';
import { useView } from '../layout';
import { Button, Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui';

export interface ShowMenuProps {
  options: GraphOptions;
  onOptions: (change: Partial<GraphOptions>) => void;
  selected: ResourceRef | undefined;
}

const GROUPS = [undefined, 'namespace', 'platform'] as const;

/** What of the mesh is shown, and how it is put together. */
export function ShowMenu({ options, onOptions, selected }: ShowMenuProps) {
  const t = useTranslations('graph.show');
  const inDraft = useView().draft !== undefined;
  const { collapsed = false, around, group } = options;
  const card = selected && cardOf(selected);
  const marks = showsLayer(options, 'problems', inDraft);
  const toggleMarks = () => onOptions(withLayer(options, 'problems', !marks, inDraft));
  const trigger = (
    <Button className="shadow-card">
      {t('open')}
      <ChevronDown aria-hidden="true" size={14} />
    </Button>
  );
  return (
    <Menu align="start" trigger={trigger}>
      <MenuItem checked={collapsed} onSelect={() => onOptions({ collapsed: !collapsed })}>
        {t('collapse')}
      </MenuItem>
      <MenuItem checked={marks} onSelect={toggleMarks}>
        {t('problems')}
      </MenuItem>
      <MenuItem
        checked={around !== undefined}
        disabled={!around && !card}
        onSelect={() => onOptions({ around: around ? undefined : card })}
      >
        {t('around')}
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>{t('group')}</MenuLabel>
      {GROUPS.map((one) => (
        <MenuItem key={one ?? 'none'} checked={group === one} onSelect={() => onOptions({ group: one })}>
          {t(one ?? 'none')}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** A route is shown by its router's card, a gateway route by its gateway's. */
function cardOf({ kind, parent, name }: ResourceRef): ResourceRef | undefined {
  if (kind === 'mesh') return undefined;
  if (parent === undefined) return { kind, name };
  return { kind: kind === 'route' ? 'virtualRouter' : 'virtualGateway', name: parent };
}
