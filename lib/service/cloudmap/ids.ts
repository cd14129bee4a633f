import type { RegistryScope } from '@/lib/store';
import type { Random } from '@/lib/util';

/** What has an id and an ARN of its own in Cloud Map. */
export type RegistryKind = 'namespace' | 'service';

const PREFIXES = { namespace: 'ns', service: 'srv' } as const satisfies Record<RegistryKind, string>;

/** A new id in Cloud Map's form: `ns-` or `srv-` and 16 characters. */
export function newId(kind: RegistryKind, random: Random): string {
  const hex = random.uuid().replaceAll('-', '');
  // Leaves out where the version and variant of a UUID stand.
  return `${PREFIXES[kind]}-${hex.slice(0, 12)}${hex.slice(20, 24)}`;
}

/** `arn:aws:servicediscovery:REGION:ACCOUNT:namespace/ns-…` */
export function registryArn(kind: RegistryKind, scope: RegistryScope, id: string): string {
  return `arn:aws:servicediscovery:${scope.region}:${scope.account}:${kind}/${id}`;
}

export interface ParsedRegistryArn {
  scope: RegistryScope;
  kind: RegistryKind;
  id: string;
}

/** Reads an ARN of Cloud Map, of any partition; undefined when it is none. */
export function parseRegistryArn(arn: string): ParsedRegistryArn | undefined {
  const match = /^arn:aws[a-z-]*:servicediscovery:([a-z0-9-]+):(\d{12}):(namespace|service)\/([^/]+)$/.exec(arn);
  if (!match) return undefined;
  const [, region = '', account = '', kind = '', id = ''] = match;
  return { scope: { account, region }, kind: kind as RegistryKind, id };
}
