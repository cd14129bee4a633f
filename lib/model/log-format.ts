import type { LoggingFormat } from './generated/shapes';

/** What may follow an operator's name: nothing, an argument that must be there, or one that may. */
type Argument = 'none' | 'required' | 'optional';

const NONE = `PROTOCOL RESPONSE_CODE RESPONSE_CODE_DETAILS RESPONSE_FLAGS RESPONSE_FLAGS_LONG BYTES_RECEIVED BYTES_SENT
DURATION REQUEST_DURATION RESPONSE_DURATION RESPONSE_TX_DURATION UPSTREAM_HOST UPSTREAM_CLUSTER ROUTE_NAME HOSTNAME`;
const OPERATORS: ReadonlyMap<string, Argument> = new Map([
  ...NONE.split(/\s+/).map((name) => [name, 'none'] as const),
  ['START_TIME', 'optional'],
  ['REQ', 'required'],
  ['RESP', 'required'],
  ['TRAILER', 'required'],
]);

const OPERATOR = /%%|%([A-Z0-9_]+)(?:\(([^)]*)\))?(?::(\d+))?%|%/g;

/**
 * Why Envoy would refuse an access log format; undefined when it takes it. A bad operator makes Envoy refuse the whole
 * listener, so a log with such a format is left out.
 */
export function logFormatProblem(format: LoggingFormat | undefined): string | undefined {
  const texts = format?.text !== undefined ? [format.text] : (format?.json ?? []).map((pair) => pair.value);
  return texts.map(textProblem).find((problem) => problem !== undefined);
}

function textProblem(text: string): string | undefined {
  for (const [whole, name, argument] of text.matchAll(OPERATOR)) {
    if (whole === '%%') continue;
    if (name === undefined) return `a % without an operator, at "${text.slice(text.indexOf('%')).slice(0, 20)}"`;
    const wanted = OPERATORS.get(name);
    if (!wanted) return `the operator ${name} is not known`;
    if (wanted === 'required' && !argument) return `the operator ${name} needs an argument`;
    if (wanted === 'none' && argument !== undefined) return `the operator ${name} takes no argument`;
  }
  return undefined;
}
