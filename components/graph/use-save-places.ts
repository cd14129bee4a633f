'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { changeLayout, keys } from '@/lib/client';
import type { Graph, Positions } from '@/lib/graph';
import { type CardPlace, refKey } from '@/lib/model';
import { useMayWrite } from '../layout';
import { useErrorText } from '../words';

/** Most places in one call stay below the control plane's limit. */
const PIECE = 5000;

export interface SavePlaces {
  /** Keeps where cards were put, for everyone; on screen at once. What could not be kept is said, and goes back. */
  move: (graph: Graph, places: Positions) => Promise<void>;
  /** Keeps places that a layout found, where nobody gave one; in silence, since nothing is lost without it. */
  fill: (graph: Graph, places: Positions) => void;
}

/** Keeps places of cards for everyone. Cards of things that do not exist have none, and a viewer changes none. */
export function useSavePlaces(mesh: string): SavePlaces {
  const client = useQueryClient();
  const mayWrite = useMayWrite();
  const t = useTranslations('graph.layout');
  const errorText = useErrorText();
  const key = keys.layout(mesh);

  const send = async (mode: 'move' | 'fill', cards: readonly CardPlace[]) => {
    for (let at = 0; at < cards.length; at += PIECE) {
      await changeLayout(mesh, { mode, cards: cards.slice(at, at + PIECE) });
    }
  };
  const move = async (graph: Graph, places: Positions) => {
    const cards = cardPlaces(graph, places);
    if (cards.length === 0 || !mayWrite) return;
    await client.cancelQueries({ queryKey: key });
    client.setQueryData<CardPlace[]>(key, (before = []) => merged(before, cards));
    try {
      await send('move', cards);
    } catch (error) {
      toast.error(t('notSaved'), { description: errorText(error).message });
      await client.invalidateQueries({ queryKey: key });
    }
  };
  const fill = (graph: Graph, places: Positions) => {
    const cards = cardPlaces(graph, places);
    if (cards.length > 0 && mayWrite) send('fill', cards).catch((error) => console.warn('places are not kept', error));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: words do not change what is kept
  return useMemo(() => ({ move, fill }), [client, mesh, mayWrite]);
}

function merged(before: readonly CardPlace[], moved: readonly CardPlace[]): CardPlace[] {
  return [...new Map([...before, ...moved].map((card) => [refKey(card), card])).values()];
}

function cardPlaces(graph: Graph, places: Positions): CardPlace[] {
  return graph.cards.flatMap(({ id, kind, name, ghost }) => {
    const at = places.get(id);
    return at && !ghost ? [{ kind, name, x: Math.round(at.x), y: Math.round(at.y) }] : [];
  });
}
