'use client';

import { useStoreApi } from '@xyflow/react';
import { useEffect, useState } from 'react';
import type { CardIndex } from '@/lib/graph';
import { FAR_ZOOM } from './letters';

/** What is drawn as elements of the page: the cards in view and a little around it, while they are few and near. */
export interface Near {
  /** Empty in the far view, which is one canvas. */
  ids: ReadonlySet<string>;
  far: boolean;
}

/** More elements than these in view make panning stutter (stack.md, section 6). */
const MOST_NEAR = 150;
/** How far around the view cards are there already, as a part of its size. */
const MARGIN = 0.2;

const NOTHING: Near = { ids: new Set(), far: false };

interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Follows pan and zoom; answers anew only when other cards come near. `keep`: cards that stay whatever is in view. */
export function useNear(index: CardIndex, keep: ReadonlySet<string>): Near {
  const store = useStoreApi();
  const [near, setNear] = useState<Near>(NOTHING);
  useEffect(() => {
    let covered: { rect: Rect; zoom: number; far: boolean } | undefined;
    const update = () => {
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      if (width === 0 || height === 0) return;
      const view = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
      const tooFar = zoom < FAR_ZOOM;
      if (covered && contains(covered.rect, view) && covered.zoom === zoom) return;
      if (covered?.far && tooFar) return;
      const rect = grown(view);
      const cards = tooFar ? [] : index.within(rect);
      const far = tooFar || cards.length > MOST_NEAR;
      covered = { rect, zoom, far };
      const ids = new Set(far ? [] : cards.map((card) => card.id));
      if (!far) for (const id of keep) ids.add(id);
      setNear((before) => (before.far === far && same(before.ids, ids) ? before : { ids, far }));
    };
    update();
    return store.subscribe(update);
  }, [store, index, keep]);
  return near;
}

function contains(a: Rect, b: Rect): boolean {
  return a.left <= b.left && a.top <= b.top && a.right >= b.right && a.bottom >= b.bottom;
}

function grown({ left, top, right, bottom }: Rect): Rect {
  const x = (right - left) * MARGIN;
  const y = (bottom - top) * MARGIN;
  return { left: left - x, top: top - y, right: right + x, bottom: bottom + y };
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
