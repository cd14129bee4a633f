import type { RegistryOperation, WriteTx } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read } from '../deps';
import type { RawInput } from '../input';
import type { Page } from '../paging';
import type { CloudMapDeps } from './deps';
import { CloudMapError } from './errors';
import { type FilterRule, filterItems } from './filters';
import { inScope, scopeOf } from './find';
import { parseRegistryArn } from './ids';
import { readInput } from './input';
import { pageBy } from './paging';

/**
 * Notes an operation that is done already: everything happens in the transaction of its request, so that the first
 * GetOperation answers SUCCESS. Returns its id.
 */
export async function succeeded(
  tx: WriteTx,
  deps: CloudMapDeps,
  caller: Caller,
  done: Pick<RegistryOperation, 'type' | 'targets'>,
): Promise<string> {
  const id = deps.random.uuid().replaceAll('-', '');
  await tx.putOperation({ id, scope: scopeOf(caller), ...done, status: 'SUCCESS', createdAt: deps.clock.now() });
  return id;
}

/** GetOperation */
export async function getOperation(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<RegistryOperation> {
  const input = readInput('GetOperation', raw);
  authorize(caller, 'read', input.OwnerAccount);
  const operation = await read(deps, (tx) => tx.operation(input.OperationId));
  if (operation && inScope(caller, operation.scope)) return operation;
  throw new CloudMapError('OperationNotFound', `No operation with the id ${input.OperationId} exists.`);
}

const RULES: Readonly<Record<string, FilterRule<RegistryOperation>>> = {
  NAMESPACE_ID: { valuesOf: ({ targets }) => targetIds(targets.NAMESPACE), conditions: ['EQ'] },
  SERVICE_ID: { valuesOf: ({ targets }) => targetIds(targets.SERVICE), conditions: ['EQ'] },
  // Cloud Map's text says SUCCEED, its model SUCCESS.
  STATUS: {
    valuesOf: ({ status }) => (status === 'SUCCESS' ? [status, 'SUCCEED'] : [status]),
    conditions: ['EQ', 'IN'],
  },
  TYPE: { valuesOf: ({ type }) => [type], conditions: ['EQ', 'IN'] },
  UPDATE_DATE: { valuesOf: ({ createdAt }) => [String(createdAt / 1000)], conditions: ['BETWEEN'] },
};

const targetIds = (id: string | undefined) => (id === undefined ? [] : [id]);

/** ListOperations: newest first. */
export async function listOperations(
  deps: CloudMapDeps,
  caller: Caller,
  raw: RawInput,
): Promise<Page<RegistryOperation>> {
  authorize(caller, 'read');
  const input = readInput('ListOperations', raw);
  const filters = (input.Filters ?? []).map((filter) => ({ ...filter, Values: filter.Values.map(bareId) }));
  const operations = await read(deps, (tx) => tx.operations(scopeOf(caller)));
  const scope = `operations ${JSON.stringify(filters)}`;
  return pageBy(filterItems(operations, filters, RULES), input, scope, newestFirst);
}

/** Filters by namespace and service take ids and ARNs. */
const bareId = (value: string) => parseRegistryArn(value)?.id ?? value;

function newestFirst({ createdAt, id }: RegistryOperation): string {
  return `${String(Number.MAX_SAFE_INTEGER - Math.floor(createdAt)).padStart(16, '0')} ${id}`;
}
