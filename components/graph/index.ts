/**
 * graph: the home of a mesh, drawn from lib/graph: cards and arrows on a canvas, the same as an outline, and the tools
 * above them. Never here: what the graph means (lib/graph), what the panel shows (components/panel).
 */
export { MeshGraph } from './mesh-graph';
