import { KIND_INFO, KINDS, type Kind, parentMember, referencesOf, type SpecByKind, validateInput } from '@/lib/model';
import { stableStringify } from '@/lib/util';
import { say } from '../say';
import type { Draft, ImportDocument, ImportedResource, Reading, Todo } from '../types';
import { grouped } from './group-findings';

/**
 * Judges what was read: a resource defined twice is asked about, one that the API would refuse or of which a part is
 * not known is held back with what is there, names that lead nowhere are told. Resources come parents first.
 */
export function collect(reading: Reading): ImportDocument {
  const todo: Todo[] = grouped(reading.findings);
  const single = withoutTwins(reading.drafts, todo);
  const whole = single.filter((draft) => isWhole(draft, todo));
  const defined = new Set(reading.drafts.map((draft) => nameKey(draft.kind, draft, draft.params[nameOf(draft.kind)])));
  for (const draft of whole) todo.push(...dangling(draft, defined));
  const resources = KINDS.flatMap((kind) => whole.filter((draft) => draft.kind === kind).map(resourceOf));
  return { resources, todo: todo.map((entry) => ({ ...entry, where: entry.where || 'whole file' })) };
}

/** The key that no two resources share. */
export function identity(draft: Draft): string {
  const parent = parentMember(draft.kind);
  const { meshName, [KIND_INFO[draft.kind].nameMember]: name } = draft.params;
  return JSON.stringify([draft.kind, meshName, parent && draft.params[parent], name]);
}

/** Most other definitions that a to-do names. */
const MOST_TWINS = 5;

function withoutTwins(drafts: readonly Draft[], todo: Todo[]): Draft[] {
  return [...Map.groupBy(drafts, identity).values()].flatMap((same) => {
    const [first, ...rest] = same;
    if (!first || rest.length === 0) return same;
    if (new Set(same.map((draft) => stableStringify(draft.params))).size === 1) {
      for (const draft of rest) todo.push(twin(draft, [first], 'definedAgain'));
      return [first];
    }
    const named = same.slice(0, MOST_TWINS + 1);
    for (const draft of same) {
      const others = named.filter((other) => other !== draft);
      todo.push({ ...twin(draft, others, 'definedDifferently'), resource: resourceOf(draft) });
    }
    return [];
  });
}

function twin(draft: Draft, others: readonly Draft[], code: 'definedAgain' | 'definedDifferently'): Todo {
  const places = others.map((other) => `${other.file}, ${other.where}`).join('; ');
  return { ...at(draft), kind: 'conflict', ...say(code, { resource: title(draft), places }) };
}

function isWhole(draft: Draft, todo: Todo[]): boolean {
  const violations = validateInput(`Create${KIND_INFO[draft.kind].label}`, draft.params);
  if (violations.length === 0 && !draft.holes) return true;
  const gaps = draft.holes ? ['a value in it is not known (see the other to-dos)'] : [];
  const reasons = [...gaps, ...violations.slice(0, 20).map((violation) => violation.message)].join('; ');
  const says = say('heldBack', { resource: title(draft), reasons });
  todo.push({ ...at(draft), kind: 'held-back', ...says, resource: resourceOf(draft) });
  return false;
}

/** Checked references and parents that are in none of the files: the API would refuse them unless the mesh has them. */
function dangling(draft: Draft, defined: ReadonlySet<string>): Todo[] {
  // A name with a gap is a to-do already.
  const isSaid = (name: unknown) => draft.unresolved.size === 0 || !String(name).includes('${');
  const known = (kind: Kind, name: unknown) => defined.has(nameKey(kind, draft, name));
  const spec = (draft.params.spec ?? {}) as SpecByKind[Kind];
  const references = referencesOf(draft.kind, spec)
    .filter(({ checked, to }) => checked && isSaid(to.name) && !known(to.kind, to.name))
    .map(({ to, path }) => ({ kind: to.kind, name: to.name, path: `spec.${path}` }));
  const { parent } = KIND_INFO[draft.kind];
  const member = parentMember(draft.kind);
  if (parent && member && isSaid(draft.params[member]) && !known(parent, draft.params[member])) {
    references.push({ kind: parent, name: String(draft.params[member]), path: member });
  }
  return references.map(({ kind, name, path }) => ({
    file: draft.file,
    where: [draft.where, path].filter((part) => part !== '').join(': '),
    kind: 'dangling',
    ...say('leadsNowhere', { resource: title(draft), kind: KIND_INFO[kind].label, name }),
    needs: { type: KIND_INFO[kind].label, name },
  }));
}

const nameOf = (kind: Kind) => KIND_INFO[kind].nameMember;

/** Where a name is looked up: in the mesh of the one who says it. */
function nameKey(kind: Kind, { params }: Draft, name: unknown): string {
  return JSON.stringify([kind, params.meshName, name]);
}

const at = ({ file, where }: Draft) => ({ file, where });

/** `VirtualNode web`, for messages. */
export function title({ kind, params }: Pick<Draft, 'kind' | 'params'>): string {
  const { label, nameMember } = KIND_INFO[kind];
  return `${label} ${params[nameMember] ?? 'without a name'}`;
}

function resourceOf(draft: Draft): ImportedResource {
  return {
    type: KIND_INFO[draft.kind].label,
    params: draft.params,
    ...(draft.podSelector !== undefined && { podSelector: draft.podSelector }),
    ...(draft.unresolved.size > 0 && { unresolved: [...draft.unresolved].sort() }),
  };
}
