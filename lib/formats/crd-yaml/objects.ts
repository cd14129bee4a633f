import { isPlain, type Origin } from '../conform/conform';
import { say } from '../say';
import { WrongFormat } from '../text/limits';
import { fillPlaceholders, givenValue, valuesFor } from '../text/placeholders';
import { readable } from '../text/readable';
import { readYaml } from '../text/yaml';
import type { Reading, SourceFile } from '../types';
import { textOf, unresolved } from '../unresolved';

/** One Kubernetes object of a file. Names may hold gaps. */
export interface KubeObject extends Origin {
  version: string;
  kind: string;
  name: unknown;
  namespace: unknown;
  labels: Record<string, unknown>;
  spec: Record<string, unknown>;
}

const GROUP = 'appmesh.k8s.aws/';
const CLUSTER_WIDE = new Set(['Mesh', 'Namespace']);
const MEMBERS = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);

/** App Mesh's objects and the Namespaces of some files. Other kinds are counted, in one to-do for each file. */
export function readObjects(
  files: readonly SourceFile[],
  values: Readonly<Record<string, string>>,
  reading: Reading,
): KubeObject[] {
  return files.flatMap(
    (file) => readable(file, reading, () => objectsOf(file, valuesFor(file.name, values), reading)) ?? [],
  );
}

function objectsOf(file: SourceFile, values: Readonly<Record<string, string>>, reading: Reading): KubeObject[] {
  const others: string[] = [];
  const documents = readYaml(file.text);
  if (documents.length === 0) throw new WrongFormat('no YAML document in this file');
  const objects = documents.flatMap(({ line, error, value }) => {
    const origin = { file: file.name, where: `line ${line}` };
    if (error === undefined) {
      return itemsOf(fillPlaceholders(value, values)).flatMap((item) =>
        objectOf(item, { ...origin, values }, reading, others),
      );
    }
    const says = say(file.text.includes('{{') ? 'unreadableHelm' : 'unreadable', { reason: error });
    reading.findings.push({ ...origin, kind: 'unreadable', ...says });
    return [];
  });
  if (others.length > 0) {
    const kinds = [...Map.groupBy(others, (kind) => kind)].map(([kind, { length }]) => `${kind} ${length}`).join(', ');
    const says = say('notAppMesh', { types: kinds });
    reading.findings.push({ file: file.name, where: 'whole file', kind: 'not-app-mesh', ...says });
  }
  return objects;
}

/** Where an object stands, and values from outside. */
type Context = Origin & { values: Readonly<Record<string, string>> };

/** A `List` stands for its items. */
function itemsOf(value: unknown): unknown[] {
  return isPlain(value) && Array.isArray(value.items) && textOf(value.kind).endsWith('List') ? value.items : [value];
}

function objectOf(value: unknown, { values, ...origin }: Context, reading: Reading, others: string[]): KubeObject[] {
  if (!isPlain(value) || value.kind === undefined) {
    reading.findings.push({ ...origin, kind: 'wrong-format', ...say('notKubernetes') });
    return [];
  }
  const kind = textOf(value.kind);
  const apiVersion = textOf(value.apiVersion);
  if (!apiVersion.startsWith(GROUP) && kind !== 'Namespace') {
    others.push(kind);
    return [];
  }
  const metadata = isPlain(value.metadata) ? value.metadata : {};
  const where = `${origin.where}, ${kind} ${textOf(metadata.name)}`;
  for (const field of Object.keys(value).filter((key) => !MEMBERS.has(key) && kind !== 'Namespace')) {
    const place = { file: origin.file, where: `${where}: ${field}` };
    reading.findings.push({ ...place, kind: 'unknown-field', ...say('outsideSpec') });
  }
  if (value.spec !== undefined && value.spec !== null && !isPlain(value.spec)) {
    const was = JSON.stringify(textOf(value.spec));
    const says = say('specIsNoObject', { resource: `${kind} ${textOf(metadata.name)}`, was });
    reading.findings.push({ file: origin.file, where: `${where}: spec`, kind: 'held-back', ...says });
    return [];
  }
  return [
    {
      file: origin.file,
      where,
      version: apiVersion.slice(GROUP.length),
      kind,
      name: metadata.name ?? unresolved({ variable: 'metadata.name', kind: 'value-needed', why: say('noName') }),
      namespace: metadata.namespace ?? (CLUSTER_WIDE.has(kind) ? '' : contextNamespace(values)),
      labels: isPlain(metadata.labels) ? metadata.labels : {},
      spec: isPlain(value.spec) ? value.spec : {},
    },
  ];
}

function contextNamespace(values: Readonly<Record<string, string>>): unknown {
  const why = say('noNamespace');
  const variable = 'metadata.namespace';
  return givenValue(variable, values) ?? unresolved({ variable, kind: 'value-needed', why, proposal: 'default' });
}
