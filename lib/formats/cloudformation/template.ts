import { isPlain } from '../conform/conform';
import { readJson } from '../text/json';
import { requireLength, UnreadableText, WrongFormat } from '../text/limits';
import { readYaml, type TagReader } from '../text/yaml';
import type { SourceFile } from '../types';

type Fields = Readonly<Record<string, unknown>>;

/** The sections of a template that matter here; absent ones are empty. */
export interface Template {
  file: string;
  parameters: Fields;
  mappings: Fields;
  conditions: Fields;
  resources: Readonly<Record<string, TemplateResource>>;
  outputs: Fields;
}

export interface TemplateResource {
  type: string;
  condition?: string;
  properties: unknown;
}

/** Reads a template in JSON or YAML, short forms of the functions included. */
export function readTemplate(file: SourceFile): Template {
  requireLength(file.text);
  const body = documentOf(file.text);
  if (!isPlain(body) || !isPlain(body.Resources)) {
    throw new WrongFormat('not a CloudFormation template: it has no Resources');
  }
  const section = (name: string): Fields => (isPlain(body[name]) ? body[name] : {});
  const resources = Object.entries(body.Resources).map(([id, value]) => [id, resourceOf(value)]);
  return {
    file: file.name,
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    resources: Object.fromEntries(resources),
    outputs: section('Outputs'),
  };
}

function documentOf(text: string): unknown {
  if (/^[\s\uFEFF]*\{/.test(text)) {
    const [first, second] = readJson(text, {});
    if (second) throw new UnreadableText('a second JSON value in one template', second.line);
    return first?.value;
  }
  const [first, second] = readYaml(text, shortForm);
  if (!first) throw new UnreadableText('the file is empty');
  if (first.error !== undefined) throw new UnreadableText(first.error, first.line);
  if (second) throw new UnreadableText('a second YAML document in one template', second.line);
  return first.value;
}

/** `!Ref x` → `{Ref: x}`, `!GetAtt a.b` → `{"Fn::GetAtt": "a.b"}` */
const shortForm: TagReader = (tag, value) => {
  const name = tag.slice(1);
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
};

function resourceOf(value: unknown): TemplateResource {
  const { Type, Condition, Properties } = isPlain(value) ? value : {};
  return {
    type: typeof Type === 'string' ? Type : '',
    properties: Properties ?? {},
    ...(typeof Condition === 'string' && { condition: Condition }),
  };
}
