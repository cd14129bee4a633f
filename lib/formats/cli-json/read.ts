import { KIND_INFO, type Kind, parentMember, shapeOf } from '@/lib/model';
import { isPlain, type Origin } from '../conform/conform';
import { API_DIALECT } from '../conform/dialect';
import { addDraft } from '../conform/to-draft';
import { type Says, say } from '../say';
import { givenValue } from '../text/placeholders';
import type { Reading, SourceFile, TodoKind } from '../types';
import { unresolved } from '../unresolved';
import { DESCRIBE_MEMBERS, LIST_MEMBERS, recognise } from './recognise';

type Values = Readonly<Record<string, string>>;

/** Reads the documents of one file. Placeholders are filled or marked already. */
export class CliReader {
  constructor(
    private readonly reading: Reading,
    private readonly file: SourceFile,
    private readonly values: Values,
    private readonly meshNames: readonly string[],
  ) {}

  read(value: unknown, where: string): void {
    const at = (step: string) => [where, step].filter((part) => part !== '').join(': ');
    if (Array.isArray(value)) {
      for (const [i, element] of value.entries()) this.read(element, at(`[${i}]`));
    } else if (!isPlain(value)) {
      this.find(where, 'wrong-format', say('nothingToImport'));
    } else if (Array.isArray(value.resources)) {
      this.read(value.resources, at('resources'));
    } else if (isPlain(value.params) && typeof value.type === 'string') {
      this.typed(value.type, value.params, at('params'));
    } else if (!this.answer(value, at)) {
      this.input(undefined, value, where);
    }
  }

  /** Reads the answer of a Describe or List operation; false when it is none. */
  private answer(value: Record<string, unknown>, at: (step: string) => string): boolean {
    if ('spec' in value) return false;
    const described = Object.keys(value).filter((key) => DESCRIBE_MEMBERS.has(key) && isPlain(value[key]));
    const listed = Object.keys(value).filter((key) => LIST_MEMBERS.has(key) && Array.isArray(value[key]));
    // A spec alone may have a member `listeners`, but never one of these.
    if (described.length + listed.length === 0) return false;
    for (const key of described) this.input(DESCRIBE_MEMBERS.get(key), value[key] as Record<string, unknown>, at(key));
    for (const key of listed) this.list(LIST_MEMBERS.get(key) as Kind, value[key] as unknown[], at(key));
    this.others(value, [...described, ...listed, 'nextToken', 'NextToken', 'ResponseMetadata'], at(''));
    return true;
  }

  private typed(type: string, params: Record<string, unknown>, where: string): void {
    const kind = (Object.keys(KIND_INFO) as Kind[]).find((k) => KIND_INFO[k].label === type);
    if (kind) this.input(kind, params, where);
    else this.find(where, 'unknown-field', say('noSuchType', { type }));
  }

  private others(value: Record<string, unknown>, known: readonly string[], where: string): void {
    for (const key of Object.keys(value).filter((k) => !known.includes(k))) {
      this.find(where, 'unknown-field', say('noSuchMember', { member: key }));
    }
  }

  /** A List answer names resources without their specs; some people saved whole ones under the same member. */
  private list(kind: Kind, elements: readonly unknown[], where: string): void {
    for (const [i, element] of elements.entries()) {
      if (!isPlain(element)) this.find(`${where}[${i}]`, 'unknown-field', say('notAnObject'));
      else if ('spec' in element) this.input(kind, element, `${where}[${i}]`);
      else this.nameOnly(kind, element, `${where}[${i}]`);
    }
  }

  private nameOnly(kind: Kind, element: Record<string, unknown>, where: string): void {
    const { label, nameMember } = KIND_INFO[kind];
    const command = `describe-${label.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}`;
    const resource = `${label} ${element[nameMember] ?? ''}`;
    this.find(where, 'value-needed', say('listWithoutSpec', { resource, command }));
  }

  private input(known: Kind | undefined, value: Record<string, unknown>, where: string): void {
    const whole = 'spec' in value || Object.keys(value).every((key) => INPUT_MEMBERS.has(key)) || known;
    const input = whole ? value : { spec: value };
    const kind = known ?? recognise(input, this.file.name);
    if (!kind && !hasSpecMember(input.spec)) {
      this.find(where, 'wrong-format', say('noInput'));
      return;
    }
    if (!kind) {
      this.find(where, 'value-needed', say('whichKind'));
      return;
    }
    const { metadata, status: _, ...rest } = input;
    const described = isPlain(metadata) ? this.owner(kind, metadata, where) : {};
    addDraft(this.reading, kind, { ...this.names(kind, rest, where), ...described }, API_DIALECT, this.origin(where));
  }

  /** A Describe answer of a shared mesh's member tells the mesh's owner. */
  private owner(kind: Kind, metadata: Record<string, unknown>, where: string): Record<string, unknown> {
    const { meshOwner, resourceOwner } = metadata;
    if (meshOwner === undefined || meshOwner === resourceOwner) return {};
    this.find(where, 'not-expressible', say('sharedMesh', { account: meshOwner }));
    return kind === 'mesh' ? {} : { meshOwner };
  }

  /** Names come from command-line options and win over the file; what neither has is asked for. */
  private names(kind: Kind, input: Record<string, unknown>, where: string): Record<string, unknown> {
    const own = KIND_INFO[kind].nameMember;
    const members = ['meshName', parentMember(kind), own].filter((member) => member !== undefined);
    const named = members.map((member) => [member, input[member] ?? this.name(member, member === own, where)]);
    return {
      ...Object.fromEntries(named),
      ...Object.fromEntries(Object.entries(input).filter(([k]) => !members.includes(k))),
    };
  }

  /** One mesh holds for all files; every other name belongs to one place, and is asked for by it. */
  private name(member: string, isOwn: boolean, where: string): unknown {
    const place = [this.file.name, where].filter((part) => part !== '').join(', ');
    const variable = member === 'meshName' ? member : `${place}: ${member}`;
    const given = givenValue(variable, this.values) ?? givenValue(member, this.values);
    if (given !== undefined) return given;
    const [mesh, ...others] = this.meshNames;
    const proposal =
      member === 'meshName' ? (others.length === 0 ? mesh : undefined) : isOwn ? baseName(this.file.name) : undefined;
    const why = say('commandOption');
    return unresolved({ variable, kind: 'value-needed', why, ...(proposal !== undefined && { proposal }) });
  }

  private origin(where: string): Origin {
    return { file: this.file.name, where };
  }

  private find(where: string, kind: TodoKind, says: Says): void {
    this.reading.findings.push({ file: this.file.name, where, kind, ...says });
  }
}

/** Members that only a whole input has: an object without any of them is a spec alone. */
const INPUT_MEMBERS = new Set([
  ...Object.values(KIND_INFO).map((info) => info.nameMember),
  'spec',
  'tags',
  'clientToken',
  'meshOwner',
  'metadata',
  'status',
]);

/** Members that the seven specs know at their top. */
const SPEC_MEMBERS = new Set(
  Object.values(KIND_INFO).flatMap((info) => Object.keys(shapeOf(info.specShape).members ?? {})),
);

function hasSpecMember(spec: unknown): boolean {
  return isPlain(spec) && Object.keys(spec).some((member) => SPEC_MEMBERS.has(member));
}

function baseName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
}
