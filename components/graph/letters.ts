/** Below this zoom the picture is drawn on one canvas: letters inside cards would be under 12 px or find no room. */
export const FAR_ZOOM = 0.5;

/** Letters change size in steps, so that little is drawn anew while a person zooms. */
const STEPS = [1, 0.9, 0.8, 0.7, 0.6, FAR_ZOOM];
const SMALLEST = 12;

export interface Letters {
  /** Size of the smallest letters in px at zoom 1, so that they are 12 px on the screen at least. */
  size: number;
  /** There is room for a second line and for names of routes. */
  detailed: boolean;
}

const LETTERS: readonly Letters[] = STEPS.map((step) => ({ size: SMALLEST / step, detailed: step >= 0.8 }));

/** The letters at a zoom; always one of the same few objects. */
export function lettersAt(zoom: number): Letters {
  const index = STEPS.findIndex((step) => zoom >= step - 1e-6);
  return LETTERS[index < 0 ? STEPS.length - 1 : index] ?? { size: SMALLEST, detailed: true };
}

/** Columns of text that fit into a width, for letters of a size. `wide`: fixed-width or bold letters. */
export function columnsIn(width: number, size: number, wide = false): number {
  return Math.max(4, Math.floor(width / (size * (wide ? 0.61 : 0.555))));
}

/** Makes small marks as much larger as the letters are. */
export function scaled({ size }: Letters): { transform: string } | undefined {
  return size === SMALLEST ? undefined : { transform: `scale(${size / SMALLEST})` };
}
