import { isMap, LineCounter, parseDocument, stringify } from 'yaml';
import { MAX_BODY_BYTES, shapeOf } from '@/lib/model';
import { editYaml } from './edit-yaml';
import { type SpecTree, sameTree } from './spec-tree';

/** A spec as YAML, in the order of its members. */
export function printYaml(spec: SpecTree): string {
  return Object.keys(spec).length === 0 ? '' : stringify(spec, { lineWidth: 0 });
}

/** Why a text is no spec: `message` in the reader's words (empty: it is no mapping), or a reason of our own. */
export interface BrokenYaml {
  line: number;
  message: string;
  reason?: 'too-large' | 'aliases';
}

export type ParsedYaml = { ok: true; spec: SpecTree } | ({ ok: false } & BrokenYaml);

/** Reads YAML (or JSON, which is YAML too). An empty text is an empty spec. */
export function parseYaml(text: string): ParsedYaml {
  // The API takes no longer body, and reading it would stop the page.
  if (text.length > MAX_BODY_BYTES) return { ok: false, line: 1, message: '', reason: 'too-large' };
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const error = document.errors[0];
  if (error) return { ok: false, line: lineCounter.linePos(error.pos[0]).line, message: error.message };
  if (document.contents === null) return { ok: true, spec: {} };
  if (!isMap(document.contents)) return { ok: false, line: 1, message: '' };
  try {
    return { ok: true, spec: document.toJS() as SpecTree };
  } catch (error) {
    // What makes a few lines fill the memory; nothing else makes the reader throw here.
    if (error instanceof ReferenceError) return { ok: false, line: 1, message: '', reason: 'aliases' };
    throw error;
  }
}

/** The text for a spec: the one that a person wrote, with comments and spelling, changed only where the spec differs. */
export function keepText(text: string, spec: SpecTree): string {
  const parsed = parseYaml(text);
  if (!parsed.ok) return printYaml(spec);
  if (sameTree(parsed.spec, spec)) return text;
  return editYaml(text, spec) ?? printYaml(spec);
}

/** Paths of members that the API does not know, and would therefore drop. */
export function unknownMembers(shapeName: string, value: unknown, at = ''): string[] {
  const shape = shapeOf(shapeName);
  if (Array.isArray(value)) {
    return shape.type === 'list' ? value.flatMap((v, i) => unknownMembers(shape.member ?? '', v, `${at}[${i}]`)) : [];
  }
  if (shape.type !== 'structure' || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const path = at ? `${at}.${name}` : name;
    const known = shape.members?.[name];
    return known ? unknownMembers(known.shape, member, path) : [path];
  });
}
