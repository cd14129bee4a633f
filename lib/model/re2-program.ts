/**
 * How large Envoy's RE2 makes a regular expression: it counts the instructions of its flattened program and refuses
 * what is larger than a limit. re2js is RE2 in JavaScript and gives the program before flattening; this file flattens
 * it as RE2 does (prog.cc, Prog::Flatten), over bytes, since Envoy reads expressions byte by byte (measured on
 * Envoy 1.40: `.` is one byte). re2.real.test.ts compares the sizes with a real Envoy's.
 */
import { RE2JS } from 're2js';

/** Instruction codes of re2js, as in Go's regexp/syntax. */
const OP = {
  alt: 1,
  altMatch: 2,
  capture: 3,
  emptyWidth: 4,
  fail: 5,
  match: 6,
  nop: 7,
  rune: 8,
  anyRune: 10,
  anyButNewline: 11,
};
const BEGIN_TEXT = 4;
const END_TEXT = 8;

interface RawInstruction {
  op: number;
  out: number;
  arg: number;
  runes: ArrayLike<number>;
}

/** Instructions in RE2's terms. `ranges` = how many byte ranges stand side by side, each of them an instruction. */
type Node =
  | { type: 'alt'; out: number; other: number }
  | { type: 'bytes'; out: number; ranges: number }
  | { type: 'step'; out: number }
  | { type: 'nop'; out: number }
  | { type: 'end' };

/** Number of instructions that RE2 counts. Throws re2js's syntax error for what RE2 does not know. */
export function re2ProgramSize(regex: string): number {
  const bytes = bytesAsText(regex);
  // Checked whole first: what is cut off below could hold the mistake.
  const whole = compile(bytes);
  const rest = withoutRequiredPrefix(bytes);
  const program = rest === undefined ? whole : compile(rest);
  return flattenedSize(program.nodes, program.start, program.anchored);
}

/** UTF-8 bytes, each as one character: the way Envoy's RE2 reads an expression. */
function bytesAsText(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/**
 * RE2 cuts a literal behind `^` off and compares it by itself (Regexp::RequiredPrefix). The rest of such an
 * expression; undefined for others.
 */
function withoutRequiredPrefix(regex: string): string | undefined {
  const match = /^(?:\^|\\A)((?:[^\\.+*?()|[\]{}^$]|\\[^\w\s])+)(.*)$/s.exec(regex);
  if (!match?.[1] || hasTopLevelAlternative(regex)) return undefined;
  const [, literal, rest = ''] = match;
  if (!/^[*+?{]/.test(rest)) return rest;
  // The last character is what is repeated, so it is not part of the prefix.
  const units = literal.match(/\\?[\s\S]/g) ?? [];
  return units.length > 1 ? `${units.at(-1)}${rest}` : undefined;
}

function hasTopLevelAlternative(regex: string): boolean {
  let depth = 0;
  for (const [unit] of regex.matchAll(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]])*\]|[\s\S]/g)) {
    if (unit === '(') depth++;
    else if (unit === ')') depth--;
    else if (unit === '|' && depth === 0) return true;
  }
  return false;
}

function compile(regex: string): { nodes: Node[]; start: number; anchored: boolean } {
  const compiled = RE2JS.compile(regex) as unknown as { re2Input: { prog: { inst: RawInstruction[]; start: number } } };
  const { inst, start } = compiled.re2Input.prog;
  const nodes = inst.map((raw) => toNode(raw, inst));
  let first = start;
  for (let raw = inst[first]; raw && (raw.op === OP.capture || raw.op === OP.nop); raw = inst[first]) first = raw.out;
  const anchor = inst[first];
  const anchored = anchor?.op === OP.emptyWidth && anchor.arg === BEGIN_TEXT;
  if (anchored) nodes[first] = { type: 'nop', out: anchor.out };
  return { nodes, start, anchored };
}

function toNode({ op, out, arg, runes }: RawInstruction, all: readonly RawInstruction[]): Node {
  if (op === OP.alt || op === OP.altMatch) return { type: 'alt', out, other: arg };
  if (op === OP.nop) return { type: 'nop', out };
  if (op === OP.fail || op === OP.match) return { type: 'end' };
  if (op === OP.capture) return { type: 'step', out };
  if (op === OP.emptyWidth) {
    // RE2 drops an anchor at the very end and remembers it apart.
    return arg === END_TEXT && all[out]?.op === OP.match ? { type: 'nop', out } : { type: 'step', out };
  }
  const ranges = byteRanges(op, runes);
  return ranges === 0 ? { type: 'end' } : { type: 'bytes', out, ranges };
}

function byteRanges(op: number, runes: ArrayLike<number>): number {
  if (op === OP.anyRune) return 1;
  if (op === OP.anyButNewline) return 2;
  if (op !== OP.rune || runes.length === 1) return (runes[0] ?? 256) <= 255 ? 1 : 0;
  const ranges: [number, number][] = [];
  for (let i = 0; i + 1 < runes.length; i += 2) {
    const low = runes[i] ?? 256;
    if (low <= 255) ranges.push([low, Math.min(255, runes[i + 1] ?? 0)]);
  }
  const letters = (first: number) =>
    Array.from({ length: 26 }, (_, i) => ranges.some(([a, b]) => a <= first + i && first + i <= b));
  // A class that holds the same capital and small letters is compared without regard to case.
  const folds = letters(65).join() === letters(97).join();
  return folds ? ranges.filter(([a, b]) => !(a >= 65 && b <= 90)).length : ranges.length;
}

/** RE2's three passes: find the roots of its lists, add those that are reached from elsewhere, count the lists. */
function flattenedSize(nodes: Node[], start: number, anchored: boolean): number {
  let entry = start;
  if (!anchored) {
    // The loop that skips to where the expression begins.
    entry = nodes.length;
    nodes.push({ type: 'alt', out: start, other: entry + 1 }, { type: 'bytes', out: entry, ranges: 1 });
  }
  const roots = new Set([0, entry, start]);
  const predecessors = markSuccessors(nodes, entry, roots);
  for (const root of [...roots].sort((a, b) => b - a)) {
    if (root !== entry && root !== start) markDominated(nodes, root, roots, predecessors);
  }
  let size = 0;
  for (const root of roots) walkList(nodes, root, roots, (count) => (size += count));
  return size;
}

function markSuccessors(nodes: readonly Node[], entry: number, roots: Set<number>): Map<number, number[]> {
  const predecessors = new Map<number, number[]>();
  const seen = new Set<number>();
  const stack = [entry];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const node = nodes[id];
    if (seen.has(id) || !node || node.type === 'end') continue;
    seen.add(id);
    if (node.type === 'alt') {
      for (const out of [node.out, node.other]) predecessors.set(out, [...(predecessors.get(out) ?? []), id]);
      stack.push(node.other);
    } else if (node.type !== 'nop') roots.add(node.out);
    stack.push(node.out);
  }
  return predecessors;
}

function markDominated(
  nodes: readonly Node[],
  root: number,
  roots: Set<number>,
  predecessors: ReadonlyMap<number, readonly number[]>,
): void {
  const reached = walkList(nodes, root, roots, () => {});
  for (const id of reached) {
    if (predecessors.get(id)?.some((from) => !reached.has(from))) roots.add(id);
  }
}

/** Everything that a root reaches without reading a byte; tells for each instruction that is written how many it is. */
function walkList(
  nodes: readonly Node[],
  root: number,
  roots: ReadonlySet<number>,
  written: (count: number) => void,
): Set<number> {
  const reached = new Set<number>();
  const stack = [root];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const node = nodes[id];
    if (id !== root && roots.has(id)) written(1);
    else if (node?.type === 'alt') stack.push(node.other, node.out);
    else if (node?.type === 'nop') stack.push(node.out);
    else written(node?.type === 'bytes' ? node.ranges : 1);
  }
  return reached;
}
