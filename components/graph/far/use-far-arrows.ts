import { useReactFlow } from '@xyflow/react';
import { type MouseEvent, type RefObject, useCallback, useMemo, useState } from 'react';
import { type Bundle, type CardIndex, type Curve, type Edge, nearestCurve } from '@/lib/graph';
import { ARROW_REACH } from '../edge-look';

/** What is drawn on the canvas as one arrow: one of the graph, or those of a hub that are drawn together. */
export type FarArrow = { edge: Edge; bundle?: undefined } | { bundle: Bundle; edge?: undefined };

/** The arrow below the pointer. */
export interface FarHover {
  arrow: FarArrow;
  /** Where the pointer came upon it, px in the frame. */
  x: number;
  y: number;
}

export interface FarArrowsInput {
  frame: RefObject<HTMLElement | null>;
  /** Arrows on the canvas. */
  edges: readonly Edge[];
  bundles: readonly Bundle[];
  curves: ReadonlyMap<string, Curve>;
  index: CardIndex;
}

/** Arrows that are drawn on the canvas, found below the pointer: cards lie above them. */
export function useFarArrows({ frame, edges, bundles, curves, index }: FarArrowsInput) {
  const flow = useReactFlow();
  const [hover, setHover] = useState<FarHover>();
  const drawn = useMemo(
    () => [
      ...edges.flatMap((edge): (readonly [FarArrow, Curve])[] => {
        const curve = curves.get(edge.id);
        return curve ? [[{ edge }, curve]] : [];
      }),
      ...bundles.map((bundle): readonly [FarArrow, Curve] => [{ bundle }, bundle.curve]),
    ],
    [edges, bundles, curves],
  );
  const at = useCallback(
    ({ clientX, clientY }: MouseEvent): FarArrow | undefined => {
      const point = flow.screenToFlowPosition({ x: clientX, y: clientY });
      return index.at(point) ? undefined : nearestCurve(drawn, point, ARROW_REACH / flow.getZoom());
    },
    [flow, index, drawn],
  );
  const onMove = useCallback(
    (event: MouseEvent) => {
      const arrow = event.buttons === 0 ? at(event) : undefined;
      const box = frame.current?.getBoundingClientRect();
      setHover((before) => {
        if (!arrow || !box) return undefined;
        if (before?.arrow === arrow) return before;
        return { arrow, x: event.clientX - box.left, y: event.clientY - box.top };
      });
    },
    [at, frame],
  );
  const clear = useCallback(() => setHover(undefined), []);
  return { at, hover, onMove, clear };
}
