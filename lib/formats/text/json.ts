import { say } from '../say';
import { unresolved } from '../unresolved';
import { MOST_DEPTH, MOST_DOCUMENTS, UnreadableText } from './limits';
import { givenValue } from './placeholders';

/** One JSON value of a text, and the line where it begins. */
export interface JsonDocument {
  value: unknown;
  line: number;
}

const SPACE = /(?:[\s\uFEFF]|#[^\n]*)+/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_][\w-]*/y;
const VARIABLE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/y;

/**
 * The JSON values of a text, one after another as tools print them. Beyond JSON it knows what people saved beside the
 * AWS CLI: jq programs that only fill in values (`{name: $NAME}`, comments). A key that stands twice is an error, since
 * JSON.parse would silently keep the last.
 */
export function readJson(text: string, values: Readonly<Record<string, string>>): JsonDocument[] {
  const reader = new JsonReader(text, values);
  const documents: JsonDocument[] = [];
  while (!reader.atEnd()) {
    if (documents.length === MOST_DOCUMENTS) throw new UnreadableText(`more than ${MOST_DOCUMENTS} values in one file`);
    documents.push({ line: reader.line(), value: reader.value(0) });
  }
  if (documents.length === 0) throw new UnreadableText('the file is empty');
  return documents;
}

class JsonReader {
  private at = 0;
  /** The last line that was asked for, so that each stretch is counted once. */
  private counted = { at: 0, line: 1 };

  constructor(
    private readonly text: string,
    private readonly values: Readonly<Record<string, string>>,
  ) {}

  atEnd(): boolean {
    this.take(SPACE);
    return this.at >= this.text.length;
  }

  /** Line of the place that is read now. */
  line(): number {
    const { at, line } = this.counted;
    const since = this.text.slice(at, this.at).split('\n').length - 1;
    this.counted = { at: this.at, line: line + since };
    return this.counted.line;
  }

  value(depth: number): unknown {
    if (depth > MOST_DEPTH) throw this.error(`nested deeper than ${MOST_DEPTH}`);
    this.take(SPACE);
    const next = this.text[this.at];
    if (next === '{') return this.object(depth);
    if (next === '[') return this.list(depth);
    if (next === '"') return this.string();
    if (next === '$') return this.variable();
    const number = this.take(NUMBER);
    if (number) return Number(number[0]);
    const word = this.take(WORD)?.[0];
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    throw this.error(
      next === undefined ? 'the file ends inside a value' : `unexpected ${JSON.stringify(word ?? next)}`,
    );
  }

  private object(depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    this.at++;
    while (!this.closes('}', entries.size > 0)) {
      const key = this.text[this.at] === '"' ? this.string() : this.take(WORD)?.[0];
      if (key === undefined) throw this.error('expected a member name in quotes');
      if (entries.has(key)) throw this.error(`the member ${JSON.stringify(key)} stands twice in one object`);
      this.take(SPACE);
      if (this.text[this.at++] !== ':') throw this.error(`expected : after ${JSON.stringify(key)}`);
      entries.set(key, this.value(depth + 1));
    }
    return Object.fromEntries(entries);
  }

  private list(depth: number): unknown[] {
    const list: unknown[] = [];
    this.at++;
    while (!this.closes(']', list.length > 0)) list.push(this.value(depth + 1));
    return list;
  }

  /** Whether the object or list ends here; else goes past the comma before its next part. */
  private closes(bracket: string, comma: boolean): boolean {
    this.take(SPACE);
    if (this.text[this.at] === bracket) {
      this.at++;
      return true;
    }
    if (!comma) return false;
    if (this.text[this.at] !== ',') throw this.error(`expected , or ${bracket}`);
    this.at++;
    this.take(SPACE);
    return false;
  }

  private string(): string {
    const match = this.take(STRING);
    if (!match) throw this.error('a text without its closing quote');
    try {
      // jq's \(…) is no escape of JSON: it stays as it is, for the placeholders.
      return JSON.parse(match[0].replaceAll('\\(', '\\\\(')) as string;
    } catch {
      throw this.error('a text with a control character or an unknown escape');
    }
  }

  private variable(): unknown {
    const match = this.take(VARIABLE);
    if (!match) throw this.error('unexpected "$"');
    const variable = match[1] ?? match[2] ?? '';
    const given = givenValue(variable, this.values);
    if (given === undefined) return unresolved({ variable, kind: 'value-needed', why: say('shellVariable') });
    return /^(-?\d+|true|false)$/.test(given) ? JSON.parse(given) : given;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.at += match[0].length;
    return match;
  }

  private error(message: string): UnreadableText {
    return new UnreadableText(`not JSON: ${message}`, this.line());
  }
}
