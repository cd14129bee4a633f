import { say } from '../say';
import { joined, type Unresolved, unresolved } from '../unresolved';

/** `${NAME}`, `$NAME` in capitals (envsubst, shells), `\($name)` (jq), `{{ … }}` (Helm). */
const PLACEHOLDER = /\$\{([A-Za-z_]\w*)\}|\$([A-Z][A-Z0-9_]+)\b|\\\(\$([A-Za-z_]\w*)\)|(\{\{.*?\}\})/gs;

/** A text with its placeholders filled from `values`, or marked as gaps. */
export function withPlaceholders(text: string, values: Readonly<Record<string, string>>): string | Unresolved {
  if (!text.includes('$') && !text.includes('{{')) return text;
  const parts: unknown[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    parts.push(text.slice(end, match.index), placeholder(match, values));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return joined(parts);
}

function placeholder(match: RegExpExecArray, values: Readonly<Record<string, string>>): string | Unresolved {
  const helm = match[4];
  if (helm !== undefined) {
    return unresolved({ variable: helm, kind: 'not-expressible', why: say('helm') });
  }
  const variable = match[1] ?? match[2] ?? match[3] ?? '';
  return givenValue(variable, values) ?? unresolved({ variable, kind: 'value-needed', why: say('placeholder') });
}

/** Values as one file has them: those that are given for it (`mesh/a.json: NAME`) stand over those for all files. */
export function valuesFor(file: string, values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const prefix = `${file}: `;
  const own = Object.entries(values).filter(([name]) => name.startsWith(prefix));
  if (own.length === 0) return values;
  return { ...values, ...Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])) };
}

/** An own value by name. */
export function givenValue(name: string, values: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Every text below a value with its placeholders filled or marked. */
export function fillPlaceholders(value: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return withPlaceholders(value, values);
  if (Array.isArray(value)) return value.map((element) => fillPlaceholders(element, values));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fillPlaceholders(member, values)]));
}
