import { KIND_INFO, KINDS, type Kind } from '@/lib/model';
import { isPlain, type Origin } from '../conform/conform';
import { snakeCase, TERRAFORM_DIALECT } from '../conform/dialect';
import { addDraft } from '../conform/to-draft';
import { say } from '../say';
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
  if (kind === 'virtualNode') input.spec = modernSpec(input.spec);
  const draft = addDraft(reading, kind, { ...input, ...owner }, TERRAFORM_DIALECT, origin);
  if (kind === 'virtualService' || kind === 'virtualNode') draft.params.spec ??= {};
  return draft;
}

/** Before 2.3 the provider wrote a node's `backends` as names, and its DNS name as `service_name`. */
function modernSpec(spec: unknown): unknown {
  if (Array.isArray(spec)) return spec.map(modernSpec);
  if (!isPlain(spec)) return spec;
  const { backends, service_discovery, ...others } = spec;
  const names = Array.isArray(backends) && backends.every((b) => typeof b === 'string' || b instanceof Unresolved);
  const blocks = names ? backends.map((name) => ({ virtual_service: { virtual_service_name: name } })) : undefined;
  return {
    ...others,
    ...(backends !== undefined && (blocks ? { backend: blocks } : { backends })),
    ...(service_discovery !== undefined && { service_discovery: modernDiscovery(service_discovery) }),
  };
}

function modernDiscovery(discovery: unknown): unknown {
  if (Array.isArray(discovery)) return discovery.map(modernDiscovery);
  if (!isPlain(discovery)) return discovery;
  const [dns] = Array.isArray(discovery.dns) ? discovery.dns : [discovery.dns];
  if (!isPlain(dns) || dns.service_name === undefined || dns.hostname !== undefined) return discovery;
  const { service_name, ...others } = dns;
  return { ...discovery, dns: { ...others, hostname: service_name } };
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
  const says = say('sharedMesh', { account: textOf(mesh_owner) });
  reading.findings.push({ file: origin.file, where: `${origin.where}: mesh_owner`, kind: 'not-expressible', ...says });
  return { mesh_owner };
}

/** The provider sends a priority only above 0, so that 0 means none. Answers whether there was one. */
export function dropZeroPriority({ params }: Draft): boolean {
  const spec = params.spec as Record<string, unknown> | undefined;
  if (spec?.priority !== 0) return false;
  delete spec.priority;
  return true;
}
