import type {
  ConnectionInput,
  ConnectionList,
  ConnectionRecord,
  ConnectionState,
  ConnectionTest,
  ConnectionView,
} from '@/lib/model';
import type { ReadTx } from '@/lib/store';
import { authorize } from './authorize';
import type { Caller } from './caller';
import { read, type ServiceDeps, write } from './deps';
import { ServiceError } from './errors';

/** Connections to AWS Cloud Map: everybody may see them, administrators make and change them. */
export interface Connections {
  list(caller: Caller): Promise<ConnectionList>;
  create(caller: Caller, input: ConnectionInput): Promise<ConnectionView>;
  replace(caller: Caller, id: string, input: ConnectionInput): Promise<ConnectionView>;
  /** Its endpoints are gone with it. */
  remove(caller: Caller, id: string): Promise<void>;
  /** Asks AWS, and changes nothing. */
  test(caller: Caller, input: ConnectionInput): Promise<ConnectionTest>;
}

export interface ConnectionsDeps extends Pick<ServiceDeps, 'store' | 'clock' | 'random'> {
  /** Undefined for a moment after a connection was made. */
  stateOf(id: string): ConnectionState | undefined;
  test(input: ConnectionInput): Promise<ConnectionTest>;
  /** Namespaces that virtual nodes name. */
  namespacesInUse(): readonly string[];
}

/** Connections of one account and region at most. */
const MOST_CONNECTIONS = 100;

/** Binds the use cases. */
export function createConnections(deps: ConnectionsDeps): Connections {
  const view = (record: ConnectionRecord) => viewOf(record, deps);
  return {
    async list(caller) {
      authorize(caller, 'read');
      const records = await read(deps, (tx) => own(tx, caller));
      const connections = records.sort((a, b) => (a.name < b.name ? -1 : 1)).map(view);
      return { connections, namespacesInUse: [...deps.namespacesInUse()].sort() };
    },
    create: (caller, input) => create(deps, caller, input).then(view),
    replace: (caller, id, input) => replace(deps, caller, { id, input }).then(view),
    async remove(caller, id) {
      authorize(caller, 'administer');
      await write(deps, async (tx) => {
        requireConnection(await own(tx, caller), id);
        await tx.deleteConnection(id);
      });
    },
    async test(caller, input) {
      authorize(caller, 'administer');
      return deps.test(input);
    },
  };
}

async function create(deps: ConnectionsDeps, caller: Caller, input: ConnectionInput): Promise<ConnectionRecord> {
  authorize(caller, 'administer');
  const made = { at: deps.clock.now(), by: caller.writer.who };
  const { account, region } = caller;
  const record: ConnectionRecord = {
    ...input,
    id: deps.random.uuid(),
    account,
    region,
    createdAt: made.at,
    createdBy: made.by,
    changedAt: made.at,
    changedBy: made.by,
  };
  await write(deps, async (tx) => {
    const others = await own(tx, caller);
    if (others.length >= MOST_CONNECTIONS) {
      throw new ServiceError('limit-exceeded', `There are ${others.length} connections; no more are kept.`);
    }
    refuseSameName(others, input);
    await tx.putConnection(record);
  });
  return record;
}

async function replace(
  deps: ConnectionsDeps,
  caller: Caller,
  { id, input }: { id: string; input: ConnectionInput },
): Promise<ConnectionRecord> {
  authorize(caller, 'administer');
  return write(deps, async (tx) => {
    const all = await own(tx, caller);
    const { account, region, createdAt, createdBy } = requireConnection(all, id);
    refuseSameName(
      all.filter((other) => other.id !== id),
      input,
    );
    const changed = { changedAt: deps.clock.now(), changedBy: caller.writer.who };
    const record: ConnectionRecord = { ...input, id, account, region, createdAt, createdBy, ...changed };
    await tx.putConnection(record);
    return record;
  });
}

async function own(tx: ReadTx, { account, region }: Caller): Promise<ConnectionRecord[]> {
  return (await tx.connections()).filter((record) => record.account === account && record.region === region);
}

function requireConnection(all: readonly ConnectionRecord[], id: string): ConnectionRecord {
  const found = all.find((record) => record.id === id);
  if (!found) throw new ServiceError('not-found', `There is no connection with id ${id}.`);
  return found;
}

function refuseSameName(others: readonly ConnectionRecord[], { name }: ConnectionInput): void {
  if (others.some((other) => other.name === name)) {
    throw new ServiceError('conflict', `body.name: another connection is called ${name}`);
  }
}

const NEW: Omit<ConnectionState, 'calls'> = { status: 'waiting', services: [] };
const NO_CALLS = { instances: 0, revisions: 0 };

function viewOf(record: ConnectionRecord, { stateOf }: ConnectionsDeps): ConnectionView {
  const { account: _account, region: _region, ...shown } = record;
  const calls = { today: NO_CALLS, total: NO_CALLS, since: record.createdAt };
  return { ...shown, state: stateOf(record.id) ?? { ...NEW, calls } };
}
