'use client';

import { ListTree, Plus, TriangleAlert, Workflow } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, type ReactNode, useEffect, useState } from 'react';
import type { ApiProblem, Kind, ResourceRef } from '@/lib/model';
import { useMayWrite } from '../layout';
import { Button, cn, Kbd, KindGlyph, Menu, MenuItem, MenuLabel } from '../ui';
import { ProblemMenu } from './problem-menu';

/** Kinds in the order in which a mesh is built. */
const ADDABLE = [
  'virtualNode',
  'virtualRouter',
  'route',
  'virtualService',
  'virtualGateway',
  'gatewayRoute',
] as const satisfies readonly Kind[];

export interface ToolbarProps {
  /** Undefined = not known yet. */
  problems: readonly ApiProblem[] | undefined;
  showTraffic: boolean;
  onTraffic: (on: boolean) => void;
  collapsed: boolean;
  onCollapse: (on: boolean) => void;
  outline: boolean;
  onOutline: (on: boolean) => void;
  onAdd: (kind: Kind) => void;
  onTidy: () => void;
  onSelect: (ref: ResourceRef) => void;
}

export function Toolbar(props: ToolbarProps) {
  const t = useTranslations('graph.toolbar');
  const mayWrite = useMayWrite();
  return (
    <div role="toolbar" aria-label={t('label')} className="flex flex-wrap gap-2">
      <AddMenu onAdd={props.onAdd} />
      <Toggle on={props.showTraffic} onChange={props.onTraffic} title={t('trafficHint')}>
        {t('traffic')}
      </Toggle>
      <ProblemMenu problems={props.problems ?? []} onSelect={props.onSelect}>
        <ProblemButton problems={props.problems} />
      </ProblemMenu>
      <Toggle on={props.collapsed} onChange={props.onCollapse}>
        {t('collapse')}
      </Toggle>
      {!props.outline && mayWrite && (
        <Button className="shadow-card" onClick={props.onTidy}>
          {t('tidy')}
        </Button>
      )}
      <Button className="shadow-card" onClick={() => props.onOutline(!props.outline)}>
        {props.outline ? <Workflow aria-hidden="true" size={14} /> : <ListTree aria-hidden="true" size={14} />}
        {props.outline ? t('canvas') : t('outline')}
      </Button>
    </div>
  );
}

/** Errors and warnings count as problems; what only explains is a note. */
function ProblemButton({
  problems,
  ...rest
}: { problems: readonly ApiProblem[] | undefined } & ComponentProps<'button'>) {
  const t = useTranslations('graph.toolbar');
  if (!problems) {
    return (
      <Button {...rest} disabled className="shadow-card">
        {t('problemsUnknown')}
      </Button>
    );
  }
  const serious = problems.filter((problem) => problem.severity !== 'info').length;
  const notes = problems.length - serious;
  return (
    <Button {...rest} className={cn('shadow-card', serious > 0 && 'text-attention-ink')}>
      {serious > 0 && <TriangleAlert aria-hidden="true" size={14} />}
      {serious > 0
        ? t('problems', { count: String(serious) })
        : notes > 0
          ? t('notes', { count: String(notes) })
          : t('noProblems')}
    </Button>
  );
}

function AddMenu({ onAdd }: { onAdd: (kind: Kind) => void }) {
  const t = useTranslations('graph.toolbar');
  const kinds = useTranslations('kinds');
  const common = useTranslations('shell.person');
  const mayWrite = useMayWrite();
  const [open, setOpen] = useState(false);
  useAddKey(mayWrite, () => setOpen(true));
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

/** `A` opens the menu, unless a person is typing or something lies above the page. */
function useAddKey(enabled: boolean, open: () => void): void {
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'a' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      if (
        target?.closest(
          'input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"], [role="listbox"]',
        )
      )
        return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

interface ToggleProps {
  on: boolean;
  onChange: (on: boolean) => void;
  title?: string;
  children: ReactNode;
}

function Toggle({ on, onChange, title, children }: ToggleProps) {
  return (
    <Button
      aria-pressed={on}
      title={title}
      onClick={() => onChange(!on)}
      className={cn('shadow-card', on && 'border-accent! font-semibold text-accent!')}
    >
      {children}
    </Button>
  );
}
