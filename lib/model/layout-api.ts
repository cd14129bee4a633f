/**
 * Places of a mesh's cards on the graph, kept for everyone (`/meshkeep/v1/meshes/{mesh}/layout`), one schema for both
 * sides. Places are not configuration: they raise no revision and stand in no history.
 */
import { z } from 'zod';

/** Kinds that have a card of their own on the graph; routes are rows of their parent's card. */
export const CARD_KINDS = ['virtualGateway', 'virtualService', 'virtualRouter', 'virtualNode'] as const;

/** Farthest place from the middle, in px at zoom 1, and most places in one call. */
export const FARTHEST_PLACE = 1_000_000;
export const MOST_PLACES = 10_000;

const coordinate = z.number().min(-FARTHEST_PLACE).max(FARTHEST_PLACE);

/** Top left corner of a card, in px at zoom 1. */
export const cardPlaceSchema = z.strictObject({
  kind: z.enum(CARD_KINDS),
  name: z.string().min(1).max(1024),
  x: coordinate,
  y: coordinate,
});

/** GET …/layout, sorted by kind and name. */
export const layoutSchema = z.object({ cards: z.array(cardPlaceSchema) });

/**
 * PATCH …/layout: `move` puts these cards there, whoever moved them before; `fill` only those that have no place yet
 * (what a layout engine found). Cards of resources that do not exist are left out. → `{stored}`, how many places changed.
 */
export const layoutChangeSchema = z.strictObject({
  mode: z.enum(['move', 'fill']),
  cards: z.array(cardPlaceSchema).max(MOST_PLACES),
});
export const layoutStoredSchema = z.object({ stored: z.number() });

export type CardPlace = z.infer<typeof cardPlaceSchema>;
export type MeshLayout = z.infer<typeof layoutSchema>;
export type LayoutChange = z.infer<typeof layoutChangeSchema>;
