/** proxies: the Envoys of a mesh, what they acknowledged and what they refused, in Envoy's words. */
export { ProxiesPage } from './proxies-page';
