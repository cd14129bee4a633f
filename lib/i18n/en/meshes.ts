/** Words of meshes. */
export const meshes = {
  title: 'meshes',
} as const;
