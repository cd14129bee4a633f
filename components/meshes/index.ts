/** meshes: the list of meshes, making and deleting one. */
export { MeshList } from './mesh-list';
