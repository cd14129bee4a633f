import { isPlain } from '../conform/conform';
import { say } from '../say';
import { unresolved } from '../unresolved';
import { type Cluster, nameOfArn } from './cluster';
import type { KubeObject } from './objects';

/** Words that the CRDs spell differently. */
const RENAMED: Readonly<Record<string, string>> = {
  certificateARN: 'certificateArn',
  certificateAuthorityARNs: 'certificateAuthorityArns',
};

/** `virtualNodeRef` or `virtualNodeARN` → `virtualNodeName`, and so on; in weighted targets the member is `virtualNode`. */
const REFERENCES = ['virtualNode', 'virtualRouter', 'virtualService'] as const;

/** A v1beta2 spec in the API's words: references become names. Unknown fields stay, to be found later. */
export function translateSpec(spec: Record<string, unknown>, object: KubeObject, cluster: Cluster): unknown {
  const walk = (value: unknown, inTargets: boolean): unknown => {
    if (Array.isArray(value)) return value.map((element) => walk(element, inTargets));
    if (!isPlain(value)) return value;
    const result: Record<string, unknown> = {};
    for (const reference of REFERENCES) {
      const name = referenced(reference, value, object, cluster);
      if (name !== undefined) result[inTargets ? reference : `${reference}Name`] = name;
    }
    for (const [key, member] of Object.entries(value)) {
      if (REFERENCES.some((r) => key === `${r}Ref` || key === `${r}ARN`)) continue;
      result[RENAMED[key] ?? key] = walk(member, key === 'weightedTargets');
    }
    return result;
  };
  return walk(spec, false);
}

function referenced(
  kind: (typeof REFERENCES)[number],
  value: Record<string, unknown>,
  object: KubeObject,
  cluster: Cluster,
): unknown {
  const { [`${kind}Ref`]: reference, [`${kind}ARN`]: arn } = value;
  if (reference !== undefined && arn !== undefined) {
    const variable = `${kind}Ref or ${kind}ARN`;
    return unresolved({ variable, kind: 'conflict', why: say('referenceAndArn') });
  }
  if (arn !== undefined) return nameOfArn(arn);
  if (!isPlain(reference)) return reference;
  return cluster.nameOf(kind.charAt(0).toUpperCase() + kind.slice(1), reference, object);
}
