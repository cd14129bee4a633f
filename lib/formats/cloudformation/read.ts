import { KIND_INFO, type Kind } from '@/lib/model';
import { isPlain } from '../conform/conform';
import { CLOUDFORMATION_DIALECT } from '../conform/dialect';
import { addDraft } from '../conform/to-draft';
import { say } from '../say';
import { valuesFor } from '../text/placeholders';
import { emptyReading, readable } from '../text/readable';
import type { Finding, Reading, SourceFile } from '../types';
import { Unresolved } from '../unresolved';
import { Evaluator, kindOfType, pascal } from './evaluate';
import { readTemplate, type TemplateResource } from './template';

/** CloudFormation templates, synthesised CDK included; one may import what another exports. */
export function readCloudFormationFiles(
  files: readonly SourceFile[],
  values: Readonly<Record<string, string>>,
): Reading {
  const reading = emptyReading();
  const templates = files.flatMap((file) => readable(file, reading, () => readTemplate(file)) ?? []);
  const all: Evaluator[] = [];
  for (const template of templates) all.push(new Evaluator(template, all, valuesFor(template.file, values)));
  for (const evaluator of all) readResources(evaluator, reading);
  return reading;
}

function readResources(evaluator: Evaluator, reading: Reading): void {
  const { file, resources } = evaluator.template;
  const others: string[] = [];
  for (const [id, resource] of Object.entries(resources)) {
    const kind = kindOfType(resource.type);
    if (kind) readResource(kind, id, resource, evaluator, reading);
    else if (!isForeign(id, resource.type)) reading.findings.push(unreadableResource(file, id, resource.type));
    else others.push(resource.type);
  }
  if (others.length === 0) return;
  const types = [...Map.groupBy(others, (type) => type)].map(([type, { length }]) => `${type} ${length}`).join(', ');
  reading.findings.push({
    file,
    where: 'Resources',
    kind: 'not-app-mesh',
    ...say('notAppMesh', { types }),
  });
}

function isForeign(id: string, type: string): boolean {
  return !id.startsWith('Fn::') && !/^AWS::(AppMesh|CloudFormation::(Stack|Macro|Module))/.test(type) && type !== '';
}

function unreadableResource(file: string, id: string, type: string): Finding {
  const says =
    type === 'AWS::CloudFormation::Stack' ? say('nestedStack') : say('needsCloudFormation', { what: type || id });
  return { file, where: `Resources.${id}`, kind: 'not-expressible', ...says };
}

function readResource(
  kind: Kind,
  id: string,
  resource: TemplateResource,
  evaluator: Evaluator,
  reading: Reading,
): void {
  const origin = { file: evaluator.template.file, where: `Resources.${id}.Properties` };
  if (resource.condition !== undefined) {
    const condition = evaluator.condition(resource.condition);
    if (condition === false) {
      const says = say('conditionFalse', { id, condition: resource.condition });
      reading.findings.push({ ...origin, where: `Resources.${id}`, kind: 'condition-false', ...says });
      return;
    }
    if (condition instanceof Unresolved) {
      const says = say('conditionUnknown', { condition: resource.condition });
      reading.findings.push({ ...origin, where: `Resources.${id}`, kind: 'value-needed', ...says });
    }
  }
  const properties = evaluator.of(resource.properties);
  const name = pascal(KIND_INFO[kind].nameMember);
  const input = { ...(isPlain(properties) ? properties : {}), [name]: evaluator.nameOf(id, kind) };
  addDraft(reading, kind, input, CLOUDFORMATION_DIALECT, origin);
}
