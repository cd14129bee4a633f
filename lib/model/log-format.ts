import type { LoggingFormat } from './generated/shapes';
import { LOG_OPERATORS, type OperatorRule } from './log-operators';

const OPERATOR = /%([A-Z0-9_]+)(?:\(([^\n]*?)\))?(?::(\d{1,18}))?%/y;

/**
 * Why Envoy would refuse an access log format; undefined when it takes it. A bad operator makes Envoy refuse the whole
 * listener, so a log with such a format is left out.
 *
 * @example logFormatProblem({ text: '%START_TIME% %MOON%' }) // 'the operator MOON is not known'
 */
export function logFormatProblem(format: LoggingFormat | undefined): string | undefined {
  const texts = format?.text !== undefined ? [format.text] : (format?.json ?? []).map((pair) => pair.value);
  return texts.map(textProblem).find((problem) => problem !== undefined);
}

function textProblem(text: string): string | undefined {
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at)) {
    if (text[at + 1] === '%') {
      at += 2;
      continue;
    }
    OPERATOR.lastIndex = at;
    const [whole, name, argument, length] = OPERATOR.exec(text) ?? [];
    if (whole === undefined || name === undefined) return `no operator at "${text.slice(at, at + 20)}" (%% writes a %)`;
    const problem = operatorProblem(name, argument, length !== undefined);
    if (problem !== undefined) return problem;
    at += whole.length;
  }
  return undefined;
}

function operatorProblem(name: string, argument: string | undefined, hasLength: boolean): string | undefined {
  const rule = LOG_OPERATORS.get(name);
  if (!rule) return `the operator ${name} is not known`;
  if (hasLength && !rule.length) return `the operator ${name} takes no length`;
  return argumentProblem(name, argument ?? '', rule);
}

function argumentProblem(name: string, argument: string, rule: OperatorRule): string | undefined {
  if (argument === '') return rule.argument === 'required' ? `the operator ${name} needs an argument` : undefined;
  if (rule.argument === 'none') return `the operator ${name} takes no argument`;
  if (/[\0\r]/.test(argument) || (rule.form && !rule.form.test(argument))) {
    return `the operator ${name} does not take "${argument}"`;
  }
  return undefined;
}
