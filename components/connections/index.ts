/** connections: where endpoints come from beside our own registry: AWS Cloud Map. */
export { ConnectionsPage } from './connections-page';
