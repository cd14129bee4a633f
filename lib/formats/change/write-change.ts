import { parse } from 'yaml';
import { KIND_INFO, KINDS, nameMembers, type ResourceRef, refKey } from '@/lib/model';
import { shellWord } from '@/lib/util';
import { exportResources } from '../export/export-resources';
import type { ExportFormat, Loss } from '../export/types';
import { type MeshResource, toExported } from '../live/compare-live';

/** One change of a mesh, as a draft's plan tells it. */
export interface MeshChange {
  ref: ResourceRef;
  op: 'added' | 'changed' | 'removed';
}

export interface ChangeInput {
  mesh: string;
  /** In the order in which they can be made. */
  changes: readonly MeshChange[];
  /** All resources of the mesh before and after. */
  before: readonly MeshResource[];
  after: readonly MeshResource[];
  /** Of ARNs in the CRDs. */
  account?: string;
  region?: string;
}

/** The same change for another tool: commands, objects or resources. `lost`: what that tool has no place for. */
export interface WrittenChange {
  text: string;
  /** Commands, objects or resources. */
  count: number;
  lost: Loss[];
}

/** A change in the words of another tool: AWS CLI commands, Kubernetes objects, resources of a CloudFormation template. */
export function writeChange(format: ExportFormat, input: ChangeInput): WrittenChange {
  if (format === 'crd') return asObjects(input);
  return format === 'cfn' ? asTemplate(input) : asCommands(input);
}

function asCommands({ mesh, changes, after }: ChangeInput): WrittenChange {
  const index = new Map(after.map((resource) => [refKey(resource), resource]));
  const commands = changes.flatMap(({ ref, op }) => {
    if (op === 'removed') return [deleteCommand(mesh, ref)];
    const resource = index.get(refKey(ref));
    const [input] = resource ? toExported(mesh, [resource]) : [];
    if (!input) return [];
    const { tags, ...params } = input.params;
    const body = op === 'added' && tags !== undefined ? { ...params, tags } : params;
    const verb = op === 'added' ? 'create' : 'update';
    return [`aws appmesh ${verb}-${dashed(ref)} --cli-input-json ${shellWord(JSON.stringify(body, null, 2))}`];
  });
  return { text: lines(commands, '\n'), count: commands.length, lost: [] };
}

function deleteCommand(mesh: string, ref: ResourceRef): string {
  const names = Object.entries(nameMembers(mesh, ref));
  const options = names.map(([member, name]) => `--${kebab(member)} ${shellWord(name)}`);
  return `aws appmesh delete-${dashed(ref)} ${options.join(' ')}`;
}

const dashed = (ref: ResourceRef) => kebab(KIND_INFO[ref.kind].label);
const kebab = (name: string) => name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

interface KubernetesObject {
  kind: string;
  metadata: { name: string; namespace?: string };
  spec?: { awsName?: string };
}

/** Routes stand inside their router's object, so a change of a route is one of its router. */
function asObjects(input: ChangeInput): WrittenChange {
  const wanted = new Map(input.changes.map((change) => [objectKey(change.ref), change]));
  const now = objectsOf(input, input.after);
  const put = now.objects.filter(({ object }) => wanted.has(keyOfObject(object)));
  const there = new Set(now.objects.map(({ object }) => keyOfObject(object)));
  const gone = objectsOf(input, input.before).objects.filter(({ object }) => {
    const key = keyOfObject(object);
    return wanted.has(key) && !there.has(key);
  });
  const removals = gone.map(
    ({ object: { kind, metadata } }) =>
      `# kubectl delete ${kind.toLowerCase()}.appmesh.k8s.aws ${metadata.name}${metadata.namespace ? ` --namespace ${metadata.namespace}` : ''}\n`,
  );
  const text = [...(removals.length > 0 ? [removals.join('')] : []), ...put.map((one) => one.text)].join('---\n');
  const lost = now.lost.filter(({ where }) => input.changes.some(({ ref }) => where.startsWith(titleOf(ref))));
  return { text, count: put.length + gone.length, lost };
}

function objectsOf({ mesh, account, region }: ChangeInput, resources: readonly MeshResource[]) {
  const options = { ...(account && { account }), ...(region && { region }) };
  const { files, lost } = exportResources('crd', toExported(mesh, resources), options);
  const texts = (files[0]?.text ?? '').split(/^---\n/m);
  return { objects: texts.map((text) => ({ text, object: parse(text) as KubernetesObject })), lost };
}

/** A name in one mesh tells objects of a kind apart; gateway routes of two gateways may share one. */
const objectKey = (ref: ResourceRef) =>
  ref.kind === 'route' ? `VirtualRouter ${ref.parent}` : `${KIND_INFO[ref.kind].label} ${ref.name}`;
const keyOfObject = ({ kind, spec }: KubernetesObject) => `${kind} ${spec?.awsName ?? ''}`;

function asTemplate(input: ChangeInput): WrittenChange {
  const wanted = new Set(input.changes.map(({ ref }) => refKey(ref)));
  const ordered = KINDS.flatMap((kind) => input.after.filter((resource) => resource.kind === kind));
  const { files, lost } = exportResources('cfn', toExported(input.mesh, input.after));
  const { Resources: all } = JSON.parse(files[0]?.text ?? '{}') as { Resources: Record<string, unknown> };
  // The writer keeps the order of what it was given, so the nth entry is the nth resource.
  const entries = Object.entries(all).filter((_, i) => ordered[i] && wanted.has(refKey(ordered[i])));
  const removed = input.changes.filter(({ op }) => op === 'removed');
  const gone = removed.map(({ ref }) => ({
    where: titleOf(ref),
    message: 'take it out of the template, and CloudFormation deletes it',
  }));
  const text = entries.length > 0 ? `${JSON.stringify({ Resources: Object.fromEntries(entries) }, null, 2)}\n` : '';
  const own = lost.filter(({ where }) => input.changes.some(({ ref }) => where.startsWith(titleOf(ref))));
  return { text, count: entries.length + removed.length, lost: [...own, ...gone] };
}

const titleOf = (ref: ResourceRef) => `${KIND_INFO[ref.kind].label} ${ref.name}`;

function lines(parts: readonly string[], between: string): string {
  return parts.length === 0 ? '' : `${parts.join(between)}\n`;
}
