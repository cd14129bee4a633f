import type { meshes as en } from '../en/meshes';
import type { Words } from '../words';

export const meshes = {
  title: 'meshes',
} as const satisfies Words<typeof en>;
