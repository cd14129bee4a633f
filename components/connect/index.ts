/** connect: what starts a new proxy for a node or gateway; the control plane makes the texts (lib/bootstrap). */
export { ConnectPage } from './connect-page';
