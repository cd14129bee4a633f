import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { shapeOf } from '@/lib/model';

/**
 * Completion for a spec in YAML: the members that the API knows at the place of the cursor, or the values of an enum.
 * The place is read from indentation, so it works while the text is not yet valid.
 */
export function specCompletion(specShape: string): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const typed = /[\w-]*$/.exec(before)?.[0] ?? '';
    if (!typed && !context.explicit) return null;
    const above = context.state.doc.sliceString(0, line.from).split('\n');
    const options = optionsAt(specShape, above, before);
    return options.length === 0 ? null : { from: context.pos - typed.length, options };
  };
}

interface Option {
  label: string;
  apply?: string;
  type: string;
  detail?: string;
}

/** What may be written at the end of `line`, below the lines `above`. */
export function optionsAt(specShape: string, above: readonly string[], line: string): Option[] {
  const value = /^(\s*(?:- +)*)([\w-]+):\s+[\w-]*$/.exec(line);
  if (value) {
    const shape = memberShape(shapeAround(specShape, above, value[1] ?? ''), value[2] ?? '');
    return (shape === undefined ? [] : (shapeOf(shape).enum ?? [])).map((label) => ({ label, type: 'enum' }));
  }
  if (!/^\s*(?:- +)*[\w-]*$/.test(line)) return [];
  const shape = shapeAround(specShape, above, /^\s*(?:- +)*/.exec(line)?.[0] ?? '');
  const { members = {}, required = [] } = shape ? shapeOf(shape) : {};
  return Object.entries(members).map(([label, member]) => {
    const nested = ['structure', 'list'].includes(shapeOf(member.shape).type);
    return {
      label,
      apply: nested ? `${label}:` : `${label}: `,
      type: 'property',
      detail: required.includes(label) ? '*' : undefined,
    };
  });
}

function memberShape(shape: string | undefined, member: string): string | undefined {
  return shape === undefined ? undefined : shapeOf(shape).members?.[member]?.shape;
}

/** The structure in which a line with this indentation (spaces and dashes) stands. */
function shapeAround(specShape: string, above: readonly string[], indent: string): string | undefined {
  const parents: string[] = [];
  let column = indent.length;
  for (const line of [...above].reverse()) {
    const key = /^(\s*(?:- +)*)([\w-]+):\s*$/.exec(line);
    const dash = /^(\s*)- +/.exec(line);
    const at = key?.[1]?.length ?? 0;
    if (key && at < column && !(dash && (dash[1]?.length ?? 0) >= column)) {
      parents.unshift(key[2] ?? '');
      column = at;
    }
  }
  return parents.reduce<string | undefined>((shape, member) => elementOf(memberShape(shape, member)), specShape);
}

function elementOf(shape: string | undefined): string | undefined {
  return shape !== undefined && shapeOf(shape).type === 'list' ? shapeOf(shape).member : shape;
}
