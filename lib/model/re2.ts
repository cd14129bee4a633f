import { re2ProgramSize } from './re2-program';

/** RE2 gives up on a program that needs more than its 8 MiB (about 87,000 instructions). */
const LARGEST_PROGRAM = 80_000;
/** What the count of instructions may miss (measured: one or two, where RE2 simplifies less than re2js). */
const SLACK = 2;
const KEPT = 10_000;

const sizes = new Map<string, number | string>();

/**
 * Why Envoy would refuse a regex, in re2's words; undefined when it takes it. Envoy's dialect is RE2: no look-around,
 * no back-references. One bad regex makes Envoy refuse the whole route configuration.
 *
 * @example re2Problem('(?=a)b') // 'invalid or unsupported Perl syntax: `(?=`'
 */
export function re2Problem(regex: string): string | undefined {
  if (regex === '') return 'it is empty';
  if (regex.includes('\0')) return 'it has a NUL character';
  const size = compiledSize(regex);
  if (typeof size === 'string') return size;
  return size > LARGEST_PROGRAM ? 'it is too large' : undefined;
}

/** At least as many instructions as RE2 makes of a regex that it takes: Envoy refuses more than its runtime allows. */
export function re2ProgramBound(regex: string): number {
  const size = compiledSize(regex);
  return typeof size === 'string' ? Number.POSITIVE_INFINITY : size + SLACK;
}

/** Compiling costs much more than looking up, and the same few expressions are asked for with every change. */
function compiledSize(regex: string): number | string {
  const known = sizes.get(regex);
  if (known !== undefined) return known;
  const size = measure(regex);
  if (sizes.size >= KEPT) sizes.clear();
  sizes.set(regex, size);
  return size;
}

function measure(regex: string): number | string {
  try {
    return re2ProgramSize(regex);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.replace(/^error parsing regexp: /, '');
  }
}
