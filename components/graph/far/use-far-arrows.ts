import { useReactFlow } from '@xyflow/react';
import { type MouseEvent, type RefObject, useCallback, useMemo, useState } from 'react';
import { type CardIndex, type Curve, type Edge, nearestCurve } from '@/lib/graph';
import { ARROW_REACH } from '../edge-look';

/** The arrow below the pointer. */
export interface FarHover {
  edge: Edge;
  /** Where the pointer came upon it, px in the frame. */
  x: number;
  y: number;
}

export interface FarArrowsInput {
  frame: RefObject<HTMLElement | null>;
  /** Arrows on the canvas. */
  edges: readonly Edge[];
  curves: ReadonlyMap<string, Curve>;
  index: CardIndex;
}

/** Arrows that are drawn on the canvas, found below the pointer: cards lie above them. */
export function useFarArrows({ frame, edges, curves, index }: FarArrowsInput) {
  const flow = useReactFlow();
  const [hover, setHover] = useState<FarHover>();
  const drawn = useMemo(
    () =>
      edges.flatMap((edge): (readonly [Edge, Curve])[] => {
        const curve = curves.get(edge.id);
        return curve ? [[edge, curve]] : [];
      }),
    [edges, curves],
  );
  const at = useCallback(
    ({ clientX, clientY }: MouseEvent): Edge | undefined => {
      const point = flow.screenToFlowPosition({ x: clientX, y: clientY });
      return index.at(point) ? undefined : nearestCurve(drawn, point, ARROW_REACH / flow.getZoom());
    },
    [flow, index, drawn],
  );
  const onMove = useCallback(
    (event: MouseEvent) => {
      const edge = event.buttons === 0 ? at(event) : undefined;
      const box = frame.current?.getBoundingClientRect();
      setHover((before) => {
        if (!edge || !box) return undefined;
        if (before?.edge === edge) return before;
        return { edge, x: event.clientX - box.left, y: event.clientY - box.top };
      });
    },
    [at, frame],
  );
  const clear = useCallback(() => setHover(undefined), []);
  return { at, hover, onMove, clear };
}
