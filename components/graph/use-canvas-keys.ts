'use client';

import type { KeyboardEvent } from 'react';
import { parseRef } from '@/lib/client';
import type { Edge, Graph } from '@/lib/graph';
import { KINDS } from '@/lib/model';
import { useCanvas } from './canvas-context';
import { useGraphEdits } from './edit/graph-edits';

export interface CanvasKeysInput {
  graph: Graph;
  onWalk: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Keys on the picture: Enter chooses an arrow, Delete takes it away, C draws a line from a card or row, arrow keys walk. */
export function useCanvasKeys({ graph, onWalk }: CanvasKeysInput): (event: KeyboardEvent<HTMLElement>) => void {
  const { pickArrow } = useCanvas();
  const edits = useGraphEdits();
  const edgeAt = (target: EventTarget): Edge | undefined => {
    const element = target instanceof Element ? target.closest('.react-flow__edge') : null;
    const id = element?.getAttribute('data-id');
    return graph.edges.find((edge) => edge.id === id);
  };
  return (event) => {
    const edge = edgeAt(event.target);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (edge && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      pickArrow(edge);
    } else if (edge && isDelete(event) && edits.mayWrite) {
      event.preventDefault();
      edits.cut([edge]);
    } else if (event.key.toLowerCase() === 'c' && plain && edits.mayWrite) {
      const stop = event.target instanceof Element ? event.target.closest('[data-stop]') : null;
      const from = parseRef(stop?.getAttribute('data-stop'), KINDS);
      if (!from) return;
      event.preventDefault();
      edits.choose({ type: 'new', from });
    } else onWalk(event);
  };
}

/** The keys that delete. */
export function isDelete({ key }: KeyboardEvent): boolean {
  return key === 'Delete' || key === 'Backspace';
}
