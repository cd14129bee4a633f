/**
 * graph: what the canvas shows, apart from React. A mesh's snapshot becomes cards and arrows, gets its places from elk
 * (left to right, stable when something small changes), and carries what traffic tells; and the arithmetic of weights.
 * PURE: no Node, no clock, nothing but elk's types; the engine that runs the layout comes in as an argument.
 * Never here: React, words of a language, requests.
 */
export { aroundCard } from './around';
export { buildGraph, type GraphInput } from './build';
export { type Bundle, bundleEdges } from './bundles';
export { CardIndex } from './card-index';
export { type Caution, cautionsOf, JUMP_POINTS } from './caution';
export { type Curve, pathOf, pointAt, sideCurve } from './curve';
export { columnsOf, cutMiddle, shortNames } from './cut';
export { markDraft } from './draft-marks';
export { connect, mayLeave } from './edit/connect';
export { disconnect } from './edit/disconnect';
export { reconnect } from './edit/reconnect';
export { type Removal, removalOf } from './edit/remove';
export { type Made, type Put, REFUSALS, type Refusal, type Verdict } from './edit/verdict';
export { type Found, findInGraph } from './find';
export { type GroupFrame, type Grouping, groupsOf, layoutGroups } from './groups';
export { cardOf, type Highlight, highlightOf, NO_HIGHLIGHT } from './highlight';
export { placeLabels } from './labels';
export { type LayoutEngine, layoutGraph, layoutKey, NO_POSITIONS } from './layout';
export { nearestCurve } from './near-curve';
export { type OutlineLine, outlineOf } from './outline';
export { inReadingOrder } from './reading-order';
export { reconcile } from './reconcile';
export { gatewayRouteBody, matchSummary, routeBody, sameTargets, withWeights } from './route-parts';
export { EdgeRouter } from './routing';
export { spread } from './settle';
export { CARD_WIDTH, type Dock, dockOffset, HEADER_HEIGHT, ROW_HEIGHT, rowOffset, sizeOf } from './sizes';
export { SPARK_HEIGHT, type SparkFacts, type SparkPaths, sparkFacts, sparkPaths } from './sparkline';
export { childrenOf, findResource, isKind, refOf, resourcesOfKind, specInHistory, type Typed } from './specs';
export { type EdgeTraffic, overlayTraffic, type Split, splitOf, type Tone, thicknessOf, toneOf } from './traffic';
export type * from './types';
export { type Direction, walk } from './walk';
export {
  allTo,
  boundariesOf,
  boundaryRange,
  equalPoints,
  FULL,
  moveBoundary,
  readWeight,
  sharesOf,
  swapWeights,
  toPoints,
} from './weights';
