'use client';

import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { OutlineLine } from '@/lib/graph';
import type { ResourceRef } from '@/lib/model';
import { useCanvas } from '../canvas-context';
import { useGraphEdits } from '../edit/graph-edits';
import { isDelete } from '../use-canvas-keys';
import { actionsOf } from './actions';
import type { RowWindow } from './use-row-window';

export interface OutlineKeysInput {
  lines: readonly OutlineLine[];
  view: RowWindow;
  fold: (id: string, shut: boolean) => void;
  onEdit: (ref: ResourceRef) => void;
  /** `refKey` of the selection: the outline begins there. */
  selected: string | undefined;
}

/** One line at a time can have the focus; arrow keys go through lines and into their buttons, as in a tree grid. */
export function useOutlineKeys({ lines, view, fold, onEdit, selected }: OutlineKeysInput) {
  const { select, pickArrow } = useCanvas();
  const edits = useGraphEdits();
  const [activeId, setActiveId] = useState(selected);
  const wanted = useRef<string>(undefined);
  const found = lines.findIndex((line) => line.id === activeId);
  const last = useRef(0);
  if (found >= 0) last.current = found;
  const active = found >= 0 ? found : Math.max(0, Math.min(last.current, lines.length - 1));
  const { frame, reveal } = view;

  const rowOf = useCallback(
    (id: string) => frame.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"]`),
    [frame],
  );
  useEffect(() => {
    if (wanted.current === undefined) return;
    const row = rowOf(wanted.current);
    wanted.current = undefined;
    row?.focus();
  });
  const go = (index: number) => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, index))];
    if (!line) return;
    wanted.current = line.id;
    setActiveId(line.id);
    reveal(lines.indexOf(line));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const line = lines[active];
    if (!line || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const row = rowOf(line.id);
    const buttons = [...(row?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = buttons.indexOf(event.target);
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const step: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + view.page,
      PageUp: active - view.page,
      Home: 0,
      End: lines.length - 1,
    };
    const next = step[event.key];
    if (next !== undefined) {
      handled();
      go(next);
    } else if (event.key === 'ArrowRight') {
      handled();
      if (at < 0 && line.expanded === false) fold(line.id, false);
      else buttons[at + 1]?.focus();
    } else if (event.key === 'ArrowLeft') {
      handled();
      if (at > 0) buttons[at - 1]?.focus();
      else if (at === 0) row?.focus();
      else if (line.expanded) fold(line.id, true);
      else go(lines.findIndex((one) => one.id === line.parent));
    } else if (at < 0) {
      const action = actionFor(event, line);
      if (action) {
        handled();
        action();
      }
    }
  };

  const actionFor = (event: KeyboardEvent, line: OutlineLine): (() => void) | undefined => {
    if (event.key === 'Enter' || event.key === ' ') return open(line);
    const { connect, edit, move, remove } = actionsOf(line, { edits, onEdit });
    const key = event.key.toLowerCase();
    if (key === 'c') return connect;
    if (key === 'e') return edit;
    if (key === 'm') return move;
    return isDelete(event) ? remove : undefined;
  };
  const open = (line: OutlineLine): (() => void) | undefined => {
    if (line.type === 'kind') return () => fold(line.id, line.expanded === true);
    if (line.type === 'edge') return () => pickArrow(line.edge);
    return () => select(line.type === 'card' ? line.card.ref : line.row.ref);
  };
  const setActive = (index: number) => setActiveId(lines[index]?.id);
  return { active, setActive, onKeyDown };
}
