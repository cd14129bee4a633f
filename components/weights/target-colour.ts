/** Colours by which a route's targets are told apart; the name always stands beside them. App Mesh allows ten. */
const COLOURS = [
  'var(--accent)',
  'var(--kind-router)',
  'var(--kind-gateway)',
  'var(--attention)',
  'var(--good)',
  'var(--kind-node)',
  'var(--bad)',
  'color-mix(in oklab, var(--accent) 55%, var(--kind-router))',
  'color-mix(in oklab, var(--kind-gateway) 55%, var(--bad))',
  'color-mix(in oklab, var(--attention) 60%, var(--good))',
] as const;

/** The colour of the target at that place in the route. */
export function targetColour(index: number): string {
  return COLOURS[index % COLOURS.length] ?? COLOURS[0];
}
