import { KIND_INFO, KINDS, type Kind } from '@/lib/model';
import type { Origin } from '../conform/conform';
import { snakeCase, TERRAFORM_DIALECT } from '../conform/dialect';
import { addDraft } from '../conform/to-draft';
import type { Draft, Reading } from '../types';
import { textOf, Unresolved } from '../unresolved';

/** Attributes that the provider computes, or that only Terraform uses. */
const COMPUTED = new Set([
  'arn',
  'created_date',
  'id',
  'last_updated_date',
  'resource_owner',
  'tags_all',
  'region',
  'timeouts',
]);

/** `aws_appmesh_virtual_node` → `virtualNode` */
export function kindOfType(type: string): Kind | undefined {
  return KINDS.find((kind) => type === `aws_appmesh_${snakeCase(kind)}`);
}

/** Reads a resource's arguments into a draft: `name` is its own name, the rest is as in the API, in snake case. */
export function addResource(reading: Reading, kind: Kind, given: Record<string, unknown>, origin: Origin): Draft {
  const own = snakeCase(KIND_INFO[kind].nameMember);
  const owner = ownerOf(kind, given, reading, origin);
  const named = Object.entries(given).filter(([key]) => !COMPUTED.has(key) && key !== 'mesh_owner');
  const input = Object.fromEntries(named.map(([key, value]) => [key === 'name' ? own : key, value]));
  const draft = addDraft(reading, kind, { ...input, ...owner }, TERRAFORM_DIALECT, origin);
  if (kind === 'virtualService' || kind === 'virtualNode') draft.params.spec ??= {};
  return draft;
}

/** The provider fills in the mesh's owner; only another account's says something: that the mesh is shared. */
function ownerOf(
  kind: Kind,
  given: Record<string, unknown>,
  reading: Reading,
  origin: Origin,
): Record<string, unknown> {
  const { mesh_owner, resource_owner } = given;
  const unknown = mesh_owner === undefined || mesh_owner === null || mesh_owner === '' || mesh_owner === resource_owner;
  if (unknown || kind === 'mesh' || (mesh_owner instanceof Unresolved && resource_owner instanceof Unresolved))
    return {};
  const message = `the mesh is shared by account ${textOf(mesh_owner)}; meshOwner is kept, check whose it is`;
  reading.findings.push({ file: origin.file, where: `${origin.where}: mesh_owner`, kind: 'not-expressible', message });
  return { mesh_owner };
}

/** The provider sends a priority only above 0, so that 0 means none. Answers whether there was one. */
export function dropZeroPriority({ params }: Draft): boolean {
  const spec = params.spec as Record<string, unknown> | undefined;
  if (spec?.priority !== 0) return false;
  delete spec.priority;
  return true;
}
