/**
 * panel: what is selected, at the right of a page: overview with what acts where nothing is set, form and YAML, Envoy's
 * view, proxies, history. Never here: how the selection is stored (the page's address), drawing of the graph.
 */
export { SidePanel, type SidePanelProps } from './side-panel';
