import { type Says, say } from '../say';
import { MOST_DEPTH } from '../text/limits';
import { givenValue } from '../text/placeholders';
import type { TodoKind } from '../types';
import { joined, type Unresolved, unresolved } from '../unresolved';
import { type Block, type Expression, parseExpression } from './hcl/parser';

/** The whole of a module's files: what expressions may refer to. */
export class Module {
  private readonly variables = new Map<string, Block>();
  private readonly locals = new Map<string, Expression>();
  private readonly resources = new Map<string, Block>();
  private depth = 0;

  constructor(
    tops: readonly Block[],
    private readonly values: Readonly<Record<string, string>>,
  ) {
    for (const block of tops.flatMap((top) => top.blocks)) {
      const [first = '', second = ''] = block.labels;
      if (block.type === 'variable') this.variables.set(first, block);
      if (block.type === 'resource') this.resources.set(`${first}.${second}`, block);
      if (block.type === 'locals') for (const [name, value] of block.attributes) this.locals.set(name, value);
    }
  }

  /** The value of an expression, as far as it is static. */
  of(expression: Expression): unknown {
    if (this.depth > MOST_DEPTH) return gap('circular reference', 'not-expressible', say('circle'));
    this.depth++;
    try {
      return this.evaluated(expression);
    } finally {
      this.depth--;
    }
  }

  private evaluated(expression: Expression): unknown {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'template':
        return this.template(expression.text);
      case 'list':
        return expression.elements.map((element) => this.of(element));
      case 'object':
        return Object.fromEntries(expression.entries.map(([key, value]) => [key, this.of(value)]));
      case 'reference':
        return this.reference(expression.path);
      default:
        return this.given(expression.source) ?? gap(expression.source, 'not-expressible', say('terraformExpression'));
    }
  }

  /** `a-${var.x}`; `$${` stands for itself. A text that is one expression has that expression's value. */
  private template(text: string): unknown {
    if (!text.includes('${') && !text.includes('%{')) return text;
    const parts: unknown[] = [];
    let end = 0;
    for (const match of text.matchAll(/\$\$\{|%%\{|([$%])\{((?:[^{}"]|"[^"]*"|\{[^{}]*\})*)\}/g)) {
      const [whole, mark, inner = ''] = match;
      parts.push(text.slice(end, match.index));
      end = match.index + whole.length;
      if (mark === undefined) parts.push(whole.slice(1));
      else if (mark === '%') parts.push(gap(whole, 'not-expressible', say('terraformDirective')));
      else parts.push(this.of(parseExpression(inner)));
    }
    parts.push(text.slice(end));
    const said = parts.filter((part) => part !== '');
    return said.length === 1 && typeof said[0] === 'object' ? said[0] : joined(parts);
  }

  private reference(path: string): unknown {
    const given = this.given(path);
    if (given !== undefined) return given;
    const [first = '', second = '', third = '', ...more] = path.split('.');
    if (first === 'var' && third === '') return this.variable(second);
    if (first === 'local' && third === '') return this.local(second);
    if (first.startsWith('aws_appmesh_') && more.length === 0) return this.attribute(`${first}.${second}`, third);
    if (first === 'aws_service_discovery_service' && third === 'name')
      return this.attribute(`${first}.${second}`, third);
    if (first === 'aws_service_discovery_private_dns_namespace' && third === 'name') {
      return this.attribute(`${first}.${second}`, third);
    }
    return gap(path, 'foreign-value', say('terraformOnly'));
  }

  private variable(name: string): unknown {
    const block = this.variables.get(name);
    const initial = block?.attributes.get('default');
    if (initial) return this.of(initial);
    const why = block ? say('variableWithoutDefault') : say('variableNotDeclared');
    return gap(`var.${name}`, 'value-needed', why);
  }

  private local(name: string): unknown {
    const value = this.locals.get(name);
    return value ? this.of(value) : gap(`local.${name}`, 'dangling', say('localNotSet'));
  }

  /** `name` and other plain attributes; a mesh's `id` is its name, other types' `id` is a UUID. */
  private attribute(address: string, attribute: string): unknown {
    const block = this.resources.get(address);
    if (!block) return gap(`${address}.${attribute}`, 'dangling', say('resourceNotDefined'));
    const nameOfMesh = attribute === 'id' && address.startsWith('aws_appmesh_mesh.');
    const value = block.attributes.get(nameOfMesh ? 'name' : attribute);
    if (value) return this.of(value);
    const name = block.attributes.get('name');
    const proposal = attribute === 'id' && name ? this.of(name) : undefined;
    const why = attribute === 'id' ? say('idIsUuid') : say('madeInAccount');
    return gap(`${address}.${attribute}`, 'foreign-value', why, typeof proposal === 'string' ? proposal : undefined);
  }

  /** Values from outside, for `var.x` under `x` too. */
  private given(path: string): string | undefined {
    const short = path.startsWith('var.') ? givenValue(path.slice(4), this.values) : undefined;
    return givenValue(path, this.values) ?? short;
  }
}

function gap(variable: string, kind: TodoKind, why: Says, proposal?: string): Unresolved {
  return unresolved({ variable, kind, why, ...(proposal !== undefined && { proposal }) });
}
