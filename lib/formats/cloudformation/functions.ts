import { stableStringify } from '@/lib/util';
import { isPlain } from '../conform/conform';
import { type Says, say } from '../say';
import type { TodoKind } from '../types';
import { joined, textOf, Unresolved, withoutProposal } from '../unresolved';
import type { Template } from './template';

/** What `AWS::NoValue` gives: the member or element that has it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** What a function asks of the template that it stands in. */
export interface Evaluation {
  readonly template: Template;
  of(value: unknown): unknown;
  condition(name: string): unknown;
  attribute(id: string, attribute: string): unknown;
  ref(name: string): unknown;
  imported(name: unknown): unknown;
  gap(variable: string, kind: TodoKind, why: Says, proposal?: string): Unresolved;
}

type IntrinsicFunction = (argument: unknown, evaluator: Evaluation) => unknown;

/** CloudFormation's functions that need no account, by their full names. */
export const FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::GetAtt': (argument, evaluator) => {
    const [id = '', ...rest] = Array.isArray(argument) ? argument.map(textOf) : textOf(argument).split('.');
    return evaluator.attribute(id, rest.join('.'));
  },
  'Fn::Sub': sub,
  'Fn::Join': (argument, evaluator) => {
    const [separator, parts] = list(argument);
    const values = evaluator.of(parts);
    return values instanceof Unresolved ? values : joined(list(values), textOf(separator));
  },
  'Fn::Select': (argument, evaluator) => {
    const [index, from] = list(argument).map((part) => evaluator.of(part));
    const gap = firstGap(index, from);
    if (gap) return gap;
    const found = list(from)[Number(index)];
    return found ?? evaluator.gap(`Select ${textOf(index)}`, 'not-expressible', say('noElement'));
  },
  'Fn::Split': (argument, evaluator) => {
    const [separator, text] = list(argument).map((part) => evaluator.of(part));
    return firstGap(separator, text) ?? textOf(text).split(textOf(separator));
  },
  'Fn::FindInMap': findInMap,
  'Fn::If': (argument, evaluator) => {
    const [name, whenTrue, whenFalse] = list(argument);
    const condition = evaluator.condition(textOf(name));
    return condition instanceof Unresolved ? condition : evaluator.of(condition ? whenTrue : whenFalse);
  },
  'Fn::Equals': (argument, evaluator) => {
    const [left, right] = list(argument).map((part) => evaluator.of(part));
    return firstGap(left, right) ?? asText(left) === asText(right);
  },
  'Fn::Not': (argument, evaluator) => {
    const [value] = list(evaluator.of(argument));
    return value instanceof Unresolved ? value : !truth(value);
  },
  'Fn::And': (argument, evaluator) => {
    const values = list(evaluator.of(argument));
    if (values.some((value) => !(value instanceof Unresolved) && !truth(value))) return false;
    return firstGap(...values) ?? true;
  },
  'Fn::Or': (argument, evaluator) => {
    const values = list(evaluator.of(argument));
    if (values.some((value) => !(value instanceof Unresolved) && truth(value))) return true;
    return firstGap(...values) ?? false;
  },
  'Fn::ImportValue': (argument, evaluator) => evaluator.imported(evaluator.of(argument)),
  'Fn::Length': (argument, evaluator) => {
    const value = evaluator.of(argument);
    return value instanceof Unresolved ? value : list(value).length;
  },
};

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The first gap among arguments. A value proposed for an argument is none for the result. */
function firstGap(...values: unknown[]): Unresolved | undefined {
  const gap = values.find((value) => value instanceof Unresolved);
  return gap && withoutProposal(gap);
}

const truth = (value: unknown) => value === true || value === 'true';
/** Parameters are text, literals need not be. */
const asText = (value: unknown) => (typeof value === 'object' ? stableStringify(value) : String(value));

/** `${x}`, `${x.y}`, `${!literal}`, and the form with a map of own names. */
function sub(argument: unknown, evaluator: Evaluation): unknown {
  const [template, map] = list(argument);
  const own = isPlain(map) ? map : {};
  const text = textOf(template);
  const parts: unknown[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{\s*(!?)([^}]*?)\s*\}/g)) {
    const [whole, literal, name = ''] = match;
    parts.push(text.slice(end, match.index), literal ? `\${${name}}` : named(name, own, evaluator));
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return joined(parts);
}

function named(name: string, own: Record<string, unknown>, evaluator: Evaluation): unknown {
  if (Object.hasOwn(own, name)) return evaluator.of(own[name]);
  const [id = '', ...rest] = name.split('.');
  const value = rest.length > 0 ? evaluator.attribute(id, rest.join('.')) : evaluator.ref(name);
  return value === NO_VALUE ? '' : value;
}

function findInMap(argument: unknown, evaluator: Evaluation): unknown {
  const [map, first, second, more] = list(argument).map((part) => evaluator.of(part));
  const gap = firstGap(map, first, second);
  const otherwise = isPlain(more) ? more.DefaultValue : undefined;
  if (gap) return otherwise ?? gap;
  const level = [map, first, second].reduce<unknown>(
    (at, key) => (isPlain(at) && Object.hasOwn(at, textOf(key)) ? at[textOf(key)] : undefined),
    evaluator.template.mappings,
  );
  const name = [map, first, second].map(textOf).join('.');
  return level ?? otherwise ?? evaluator.gap(name, 'dangling', say('noMapping'));
}
