import type { MeshSummary } from '@/lib/model';
import { type ImportSession, NEW_MESH } from './session';

/** Where the resources go. */
export interface Target {
  /** Empty as long as a new mesh has no name. */
  mesh: string;
  /** The mesh has to be made. */
  isNew: boolean;
}

/**
 * The mesh of the page; without one what a person chose, else the mesh of the files' name if there is one, else a new
 * mesh of that name. A name that is not known yet (`${MESH}`) is none.
 */
export function targetOf(
  page: string | undefined,
  { target, newName }: Pick<ImportSession, 'target' | 'newName'>,
  source: string,
  meshes: readonly Pick<MeshSummary, 'mesh'>[],
): Target {
  if (page !== undefined) return { mesh: page, isNew: false };
  const has = (name: string) => meshes.some(({ mesh }) => mesh === name);
  if (target !== undefined && target !== NEW_MESH && has(target)) return { mesh: target, isNew: false };
  if (target === undefined && newName === undefined && has(source)) return { mesh: source, isNew: false };
  const name = newName ?? (source.includes('${') ? '' : source);
  return { mesh: name, isNew: !has(name) };
}
