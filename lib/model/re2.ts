import { RE2JS } from 're2js';

/** Instructions that RE2 may make of one of re2js's: re2js works on code points, RE2 on the bytes of UTF-8. */
const BYTES_PER_INSTRUCTION = 12;
const BYTES_PER_UNICODE_CLASS = 400;
/** RE2 gives up on a program that needs more than its 8 MiB (about 87,000 instructions). */
const LARGEST_PROGRAM = 80_000;

/**
 * Why Envoy would refuse a regex, in re2's words; undefined when it takes it. Envoy's dialect is RE2: no look-around,
 * no back-references. One bad regex makes Envoy refuse the whole route configuration.
 */
export function re2Problem(regex: string): string | undefined {
  if (regex === '') return 'it is empty';
  const size = compiledSize(regex);
  if (typeof size === 'string') return size;
  return size > LARGEST_PROGRAM ? 'it is too large' : undefined;
}

/** At least as many instructions as RE2 makes of a regex that it takes: Envoy refuses more than its runtime allows. */
export function re2ProgramBound(regex: string): number {
  const size = compiledSize(regex);
  return typeof size === 'string' ? Number.POSITIVE_INFINITY : size;
}

function compiledSize(regex: string): number | string {
  try {
    const size = RE2JS.compile(regex).programSize();
    return size * (/\\[pP]|\(\?\w*i/.test(regex) ? BYTES_PER_UNICODE_CLASS : BYTES_PER_INSTRUCTION);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.replace(/^error parsing regexp: /, '');
  }
}
