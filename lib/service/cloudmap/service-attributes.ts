import type { RegistryService } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read, write } from '../deps';
import type { RawInput } from '../input';
import type { CloudMapDeps } from './deps';
import { CloudMapError } from './errors';
import { getService } from './find';
import { registryArn } from './ids';
import { readInput } from './input';
import { MAX_SERVICE_ATTRIBUTES } from './schemas';

/** Attributes of a service with its ARN. */
export interface ServiceAttributesView {
  arn: string;
  owner: string;
  attributes: Readonly<Record<string, string>>;
}

/** GetServiceAttributes */
export function getServiceAttributes(
  deps: CloudMapDeps,
  caller: Caller,
  raw: RawInput,
): Promise<ServiceAttributesView> {
  authorize(caller, 'read');
  const { ServiceId } = readInput('GetServiceAttributes', raw);
  return read(deps, async (tx) => view(await getService(tx, caller, ServiceId)));
}

/** UpdateServiceAttributes: adds and overwrites; with more than 30 after it nothing is applied. */
export function updateServiceAttributes(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<void> {
  authorize(caller, 'write');
  const { ServiceId, Attributes } = readInput('UpdateServiceAttributes', raw);
  return change(deps, caller, ServiceId, (attributes) => {
    const merged = { ...attributes, ...Attributes };
    const count = Object.keys(merged).length;
    if (count <= MAX_SERVICE_ATTRIBUTES) return merged;
    throw new CloudMapError(
      'ServiceAttributesLimitExceededException',
      `A service may have at most ${MAX_SERVICE_ATTRIBUTES} attributes, it would have ${count}.`,
    );
  });
}

/** DeleteServiceAttributes: keys that are not there are no error. */
export function deleteServiceAttributes(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<void> {
  authorize(caller, 'write');
  const { ServiceId, Attributes: keys } = readInput('DeleteServiceAttributes', raw);
  return change(deps, caller, ServiceId, (attributes) =>
    Object.fromEntries(Object.entries(attributes).filter(([key]) => !keys.includes(key))),
  );
}

type Attributes = Readonly<Record<string, string>>;

function change(
  deps: CloudMapDeps,
  caller: Caller,
  idOrArn: string,
  work: (attributes: Attributes) => Attributes,
): Promise<void> {
  return write(deps, async (tx) => {
    const service = await getService(tx, caller, idOrArn);
    await tx.putService({ ...service, attributes: work(service.attributes ?? {}) });
  });
}

function view({ id, scope, attributes = {} }: RegistryService): ServiceAttributesView {
  return { arn: registryArn('service', scope, id), owner: scope.account, attributes };
}
