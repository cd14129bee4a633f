/** Every way an input can break the API's rules. The first group comes from the API table, the second from lib/model/rules. */
export const VIOLATION_CODES = [
  'required',
  'wrong-type',
  'unsafe-number',
  'out-of-range',
  'text-length',
  'list-size',
  'not-in-enum',
  'pattern',
  'not-well-formed',
  'not-exactly-one',
  'name-not-allowed',
  'prefix-without-slash',
  'reserved-prefix',
  'reserved-service',
  'method-without-service',
  'pool-protocol-differs',
  'timeout-protocol-differs',
  'health-check-port-unknown',
  'match-port-missing',
  'target-port-missing',
  'routes-lack-match-port',
] as const;

export type ViolationCode = (typeof VIOLATION_CODES)[number];

/** A broken rule: an API door refuses the input with BadRequest, a form shows it beside the field. */
export interface Violation {
  code: ViolationCode;
  /** `spec.listeners[0].portMapping.port`; empty for the whole input. */
  path: string;
  params: Record<string, string | number>;
  /** English, and names the path: `spec.priority: must be between 0 and 1000, was 1001`. */
  message: string;
}

/** Where in the input: member names and list positions. Shared and changed in place while checking. */
export type Path = (string | number)[];

/** `['spec', 'listeners', 0, 'tls']` → `spec.listeners[0].tls` */
export function pathText(path: Readonly<Path>): string {
  let text = '';
  for (const step of path) text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`;
  return text;
}

/** Makes a violation; `text` says what must hold, without the path. */
export function violation(
  code: ViolationCode,
  path: Readonly<Path>,
  text: string,
  params: Violation['params'] = {},
): Violation {
  const at = pathText(path);
  return { code, path: at, params, message: at === '' ? text : `${at}: ${text}` };
}
