import { MOST_DEPTH, UnreadableText } from '../../text/limits';
import { type Token, tokens } from './lexer';

/** An expression of which only the static part is understood; everything else keeps its source text. */
export type Expression = { line: number } & (
  | { kind: 'literal'; value: unknown }
  | { kind: 'template'; text: string }
  | { kind: 'list'; elements: Expression[] }
  | { kind: 'object'; entries: [string, Expression][] }
  | { kind: 'reference'; path: string }
  | { kind: 'other'; source: string }
);

/** `type "label" { … }`, with what stands in it in order. */
export interface Block {
  type: string;
  labels: string[];
  line: number;
  attributes: Map<string, Expression>;
  blocks: Block[];
}

/** The top of an HCL file as one block. */
export function parseHcl(source: string): Block {
  return new Parser(source, tokens(source)).file();
}

/** The expression of `${…}` inside a text. */
export function parseExpression(source: string): Expression {
  return new Parser(source, tokens(source)).whole();
}

class Parser {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly all: readonly Token[],
  ) {}

  file(): Block {
    return this.body({ type: '', labels: [], line: 1 }, 'end', 0);
  }

  whole(): Expression {
    this.newlines();
    return this.expression(0);
  }

  private body(head: Pick<Block, 'type' | 'labels' | 'line'>, close: string, depth: number): Block {
    if (depth > MOST_DEPTH) throw this.error(`nested deeper than ${MOST_DEPTH}`);
    const block: Block = { ...head, attributes: new Map(), blocks: [] };
    for (;;) {
      this.newlines();
      const token = this.next();
      if (token.kind === 'end' ? close === 'end' : token.text === close && token.kind === 'mark') return block;
      if (token.kind !== 'word') throw this.error(`expected a name, not ${JSON.stringify(token.text)}`, token);
      if (this.isMark('=')) this.attribute(block, token, depth);
      else block.blocks.push(this.block(token, depth));
    }
  }

  private attribute(block: Block, name: Token, depth: number): void {
    this.at++;
    if (block.attributes.has(name.text)) throw this.error(`${name.text} stands twice`, name);
    block.attributes.set(name.text, this.expression(depth + 1));
    const after = this.peek();
    if (after.kind === 'newline' || after.kind === 'end' || this.isMark('}')) return;
    throw this.error(`unexpected ${JSON.stringify(after.text)}`, after);
  }

  private block(type: Token, depth: number): Block {
    const labels: string[] = [];
    while (this.peek().kind === 'text' || this.peek().kind === 'word') labels.push(this.next().text);
    if (!this.isMark('{')) throw this.error(`expected = or { after ${type.text}`);
    this.at++;
    return this.body({ type: type.text, labels, line: type.line }, '}', depth + 1);
  }

  /** A static value if nothing follows it; else the source up to where the expression ends. */
  private expression(depth: number): Expression {
    if (depth > MOST_DEPTH) throw this.error(`nested deeper than ${MOST_DEPTH}`);
    const start = this.at;
    const value = this.value(depth);
    if (value && this.ends()) return value;
    this.at = start;
    return this.other();
  }

  private value(depth: number): Expression | undefined {
    const token = this.next();
    const { line } = token;
    if (token.kind === 'text') return { kind: 'template', text: token.text, line };
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text), line };
    if (token.text === '-' && this.peek().kind === 'number') {
      return { kind: 'literal', value: -Number(this.next().text), line };
    }
    if (token.kind === 'word') return this.word(token);
    if (token.text === '[') return this.list(line, depth);
    return token.text === '{' ? this.object(line, depth) : undefined;
  }

  private word(token: Token): Expression | undefined {
    const { line } = token;
    if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: token.text === 'true', line };
    if (token.text === 'null') return { kind: 'literal', value: null, line };
    let path = token.text;
    while (this.isMark('.') && this.all[this.at + 1]?.kind === 'word') {
      this.at++;
      path += `.${this.next().text}`;
    }
    return { kind: 'reference', path, line };
  }

  private list(line: number, depth: number): Expression | undefined {
    const elements: Expression[] = [];
    for (;;) {
      this.newlines();
      if (this.isMark(']')) break;
      if (this.peek().text === 'for' && elements.length === 0) return undefined;
      elements.push(this.expression(depth + 1));
      this.newlines();
      if (this.isMark(',')) this.at++;
      else if (!this.isMark(']')) return undefined;
    }
    this.at++;
    return { kind: 'list', elements, line };
  }

  private object(line: number, depth: number): Expression | undefined {
    const entries: [string, Expression][] = [];
    for (;;) {
      this.newlines();
      if (this.isMark('}')) break;
      const key = this.next();
      if ((key.kind !== 'word' && key.kind !== 'text') || (key.text === 'for' && key.kind === 'word')) return undefined;
      if (!this.isMark('=') && !this.isMark(':')) return undefined;
      this.at++;
      entries.push([key.text, this.expression(depth + 1)]);
      if (this.isMark(',')) this.at++;
    }
    this.at++;
    return { kind: 'object', entries, line };
  }

  /** Goes past an expression that is not understood: up to a comma, closing bracket or line end of its own level. */
  private other(): Expression {
    const first = this.peek();
    let depth = 0;
    let end = first.start;
    for (;;) {
      const token = this.peek();
      const closes = token.kind === 'mark' && /^[\]})]$/.test(token.text);
      if (token.kind === 'end' || (depth === 0 && (closes || token.kind === 'newline' || token.text === ','))) break;
      if (token.kind === 'mark' && /^[[{(]$/.test(token.text)) depth++;
      if (closes) depth--;
      end = token.end;
      this.at++;
    }
    if (depth > 0) throw this.error('a bracket without its end', first);
    return { kind: 'other', source: this.source.slice(first.start, end), line: first.line };
  }

  private ends(): boolean {
    const token = this.peek();
    return token.kind === 'newline' || token.kind === 'end' || (token.kind === 'mark' && /^[,\]})]$/.test(token.text));
  }

  private newlines(): void {
    while (this.peek().kind === 'newline') this.at++;
  }

  private isMark(text: string): boolean {
    const token = this.peek();
    return token.kind === 'mark' && token.text === text;
  }

  private peek(): Token {
    const token = this.all[Math.min(this.at, this.all.length - 1)];
    if (!token) throw new UnreadableText('not HCL: nothing there');
    return token;
  }

  private next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  private error(message: string, token: Token = this.peek()): UnreadableText {
    return new UnreadableText(`not HCL: ${message}`, token.line);
  }
}
