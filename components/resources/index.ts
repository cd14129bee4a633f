/** resources: every resource of a mesh in one table, and beside it the one that is selected. */
export { ResourcesPage } from './resources-page';
