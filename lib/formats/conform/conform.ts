import { pathText, type Shape, shapeOf } from '@/lib/model';
import { type Says, say } from '../say';
import type { Finding } from '../types';
import { Unresolved } from '../unresolved';
import type { Dialect } from './dialect';

type Path = readonly (string | number)[];

/** What came of a value: the API's form of it, and what could not be taken over. */
export interface Conformed {
  value: unknown;
  findings: Finding[];
  unresolved: Set<string>;
  /** Something was left out because its value is not known. */
  holes: boolean;
}

/** Where a value comes from; `where` names the resource, paths are added to it. */
export interface Origin {
  file: string;
  where: string;
}

/** A value of a format in the form that a shape of the API has. Nothing is left out without a finding. */
export function conform(shape: string, value: unknown, dialect: Dialect, origin: Origin): Conformed {
  const walk = new Walk(dialect, origin);
  const result = walk.shape(shape, value, []);
  return { value: result, findings: walk.findings, unresolved: walk.unresolved, holes: walk.holes };
}

class Walk {
  readonly findings: Finding[] = [];
  readonly unresolved = new Set<string>();
  holes = false;

  constructor(
    private readonly dialect: Dialect,
    private readonly origin: Origin,
  ) {}

  shape(name: string, value: unknown, at: Path): unknown {
    const shape = shapeOf(name);
    if (value instanceof Unresolved) return this.gap(shape, value, at);
    if (shape.type === 'structure') return this.structure(shape, value, at);
    if (shape.type === 'list') return this.list(shape, value, at);
    return this.scalar(shape, value);
  }

  private gap(shape: Shape, value: Unresolved, at: Path): unknown {
    for (const { variable, kind, why, proposal } of value.causes) {
      this.find(at, kind, why, { variable, ...(proposal !== undefined && { proposal }) });
      if (proposal === undefined) this.unresolved.add(variable);
    }
    if (shape.type === 'string' && !shape.enum) return value.text;
    if (value.proposed) return this.scalar(shape, value.text);
    this.holes = true;
    return undefined;
  }

  private structure(shape: Shape, given: unknown, at: Path): unknown {
    const value = this.oneBlock(given, at);
    if (!isPlain(value)) return value;
    const result: Record<string, unknown> = {};
    for (const [field, member] of Object.entries(value)) {
      const here = [...at, field];
      const name = this.dialect.member(field, shape.members ?? {});
      if (this.notSet(member, shape.members?.[name ?? '']?.shape)) continue;
      if (name === undefined) this.unknown(here, shape, member);
      else if (Object.hasOwn(result, name)) this.find(here, 'conflict', say('twoSpellings', { member: name }));
      else {
        const converted = this.shape(shape.members?.[name]?.shape ?? '', member, here);
        if (converted !== undefined) result[name] = converted;
      }
    }
    return result;
  }

  private unknown(at: Path, shape: Shape, member: unknown): void {
    const known = Object.keys(shape.members ?? {}).join(', ');
    const was = JSON.stringify(member instanceof Unresolved ? member.text : member)?.slice(0, 200);
    this.find(at, 'unknown-field', say('noSuchField', { known, was }));
  }

  /** Terraform's JSON has a list where a block stands; more than one cannot be an object. */
  private oneBlock(value: unknown, at: Path): unknown {
    if (!this.dialect.blocks || !Array.isArray(value)) return value;
    if (value.length > 1) {
      this.find(at, 'conflict', say('severalBlocks', { count: value.length }));
      this.holes = true;
      return undefined;
    }
    return value[0] ?? {};
  }

  /** Terraform's states write what is not set as zeros: where the API takes no zero, that is certain. */
  private notSet(value: unknown, shape: string | undefined): boolean {
    if (value === undefined || value === null) return true;
    if (!this.dialect.blocks) return false;
    if (value === 0) return shape !== undefined && (shapeOf(shape).min ?? 0) > 0;
    return value === '' || (Array.isArray(value) && value.length === 0);
  }

  private list(shape: Shape, given: unknown, at: Path): unknown {
    const element = shape.member ?? '';
    const value = this.asList(element, given);
    if (!Array.isArray(value)) return value;
    return value.map((item, i) => this.shape(element, item, [...at, i])).filter((item) => item !== undefined);
  }

  private asList(element: string, given: unknown): unknown {
    if (!isPlain(given)) return given;
    const members = Object.keys(shapeOf(element).members ?? {});
    const pairs = members.length === 2 && members.includes('key') && members.includes('value');
    if (pairs && this.dialect.pairMaps) return Object.entries(given).map(([key, value]) => ({ key, value }));
    return this.dialect.blocks ? [given] : given;
  }

  private scalar(shape: Shape, value: unknown): unknown {
    const { textScalars, yamlBooleans } = this.dialect;
    if (shape.type === 'boolean' && typeof value === 'string') {
      if (textScalars && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
      if (yamlBooleans && /^(yes|on|no|off)$/i.test(value)) return /^(yes|on)$/i.test(value);
    }
    if (!textScalars) return value;
    if ((shape.type === 'integer' || shape.type === 'long') && typeof value === 'string' && /^-?\d+$/.test(value)) {
      return Number(value);
    }
    if (shape.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
    return value;
  }

  private find(at: Path, kind: Finding['kind'], says: Says, more: Partial<Finding> = {}): void {
    const where = [this.origin.where, pathText([...at])].filter((part) => part !== '').join(': ');
    this.findings.push({ file: this.origin.file, where, kind, ...says, ...more });
  }
}

/** Whether a value is an object of a file, not a list, a gap or null. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unresolved);
}
