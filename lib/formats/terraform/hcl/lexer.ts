import { MOST_DEPTH, UnreadableText } from '../../text/limits';

/** A piece of HCL. `text` is what it says (strings without quotes), `template` marks text that may hold `${…}`. */
export interface Token {
  kind: 'word' | 'number' | 'text' | 'mark' | 'newline' | 'end';
  text: string;
  line: number;
  /** Where it stands in the file, to show an expression as written. */
  start: number;
  end: number;
}

const SKIPPED = /(?:[ \t\r\uFEFF]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const WORD = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const HEREDOC = /<<(-?)([A-Za-z_]\w*)\r?\n/y;
const MARK = /(?:==|!=|<=|>=|&&|\|\||=>|\.\.\.|[{}[\]()=,.:?!+\-*/%<>])/y;

/** HCL as tokens; throws with the line of what is no HCL. */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  let line = 1;
  const push = (kind: Token['kind'], text: string, end: number) => {
    found.push({ kind, text, line, start: at, end });
    line += source.slice(at, end).split('\n').length - 1;
    at = end;
  };
  const matched = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  while (at < source.length) {
    const skipped = matched(SKIPPED);
    if (skipped) {
      line += skipped[0].split('\n').length - 1;
      at += skipped[0].length;
      continue;
    }
    const [match, kind] = firstOf(matched);
    if (source[at] === '\n') push('newline', '\n', at + 1);
    else if (source[at] === '"') {
      const end = textEnd(source, at, line);
      push('text', unescaped(source.slice(at + 1, end - 1)), end);
    } else if (kind === 'heredoc') {
      const { text, end } = heredoc(source, at, match, line);
      push('text', text, end);
    } else if (kind) push(kind, match?.[0] ?? '', at + (match?.[0].length ?? 0));
    else throw new UnreadableText(`not HCL: unexpected ${JSON.stringify(source[at])}`, line);
  }
  push('newline', '\n', at);
  push('end', '', at);
  return found;
}

function firstOf(
  matched: (p: RegExp) => RegExpExecArray | null,
): [RegExpExecArray | null, Token['kind'] | 'heredoc' | undefined] {
  const kinds = [
    [HEREDOC, 'heredoc'],
    [WORD, 'word'],
    [NUMBER, 'number'],
    [MARK, 'mark'],
  ] as const;
  for (const [pattern, kind] of kinds) {
    const match = matched(pattern);
    if (match) return [match, kind];
  }
  return [null, undefined];
}

/** Behind the closing quote of a text; `${…}` inside may hold quotes of its own. */
function textEnd(source: string, start: number, line: number, level = 0): number {
  if (level > MOST_DEPTH) throw new UnreadableText(`not HCL: texts nested deeper than ${MOST_DEPTH}`, line);
  let depth = 0;
  for (let i = start + 1; i < source.length; i++) {
    const char = source[i];
    if (char === '\\') i++;
    else if ((char === '$' || char === '%') && source[i + 1] === '{' && source[i - 1] !== char) depth++;
    else if (char === '}' && depth > 0) depth--;
    else if (char === '"' && depth === 0) return i + 1;
    else if (char === '"') i = textEnd(source, i, line, level + 1) - 1;
    else if (char === '\n' && depth === 0) break;
  }
  throw new UnreadableText('not HCL: a text without its closing quote', line);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code?: string, char?: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[char ?? ''] ?? char ?? ''),
  );
}

function heredoc(source: string, start: number, match: RegExpExecArray | null, line: number) {
  const [whole = '', dash, word] = match ?? [];
  const body = source.slice(start + whole.length);
  const end = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, 'm').exec(body);
  if (!end) throw new UnreadableText(`not HCL: <<${word} has no end`, line);
  const lines = body.slice(0, end.index).split('\n');
  const text = dash ? lines.map((l) => l.slice(indent(lines))).join('\n') : lines.join('\n');
  return { text, end: start + whole.length + end.index + end[0].length };
}

function indent(lines: readonly string[]): number {
  const widths = lines.filter((l) => l.trim() !== '').map((l) => l.length - l.trimStart().length);
  return widths.length > 0 ? Math.min(...widths) : 0;
}
