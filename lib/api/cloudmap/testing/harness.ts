/** A whole Cloud Map endpoint for tests: real HTTP server, real SQLite store in memory, real signatures. */
import { randomUUID } from 'node:crypto';
import {
  CreateHttpNamespaceCommand,
  CreateServiceCommand,
  type CreateServiceCommandInput,
  GetOperationCommand,
  RegisterInstanceCommand,
  type Service,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import { createCipher, hashPassword, verifyPassword } from '@/lib/identity';
import { startHttpServer } from '@/lib/runtime';
import {
  type CloudMapQuotas,
  createCloudMap,
  createService,
  DEFAULT_CLOUD_MAP_QUOTAS,
  DEFAULT_QUOTAS,
  sealAccessKey,
} from '@/lib/service';
import { createSqliteStore, type FeedEvent, type Store } from '@/lib/store';
import { createAuthenticator } from '../../auth';
import { ACCOUNT, ADMIN, REGION, SECRET, VIEWER } from '../../testing/harness';
import { createCloudMapDoor } from '../door';

export interface CloudMapHarness {
  url: string;
  store: Store;
  /** What the store's feed told. */
  events: FeedEvent[];
  /** What was logged as an error: empty unless the server itself failed. */
  errors: string[];
  /** Shifts the server's clock, in ms. */
  skew: { ms: number };
  client(key?: { id: string; secret: string }): ServiceDiscoveryClient;
  close(): Promise<void>;
}

/** Starts the endpoint on a free port of loopback. */
export async function startCloudMapHarness(quotas: Partial<CloudMapQuotas> = {}): Promise<CloudMapHarness> {
  const skew = { ms: 0 };
  const clock = { now: () => Date.now() + skew.ms };
  const random = { uuid: () => randomUUID() };
  const errors: string[] = [];
  const note = (message: string, fields?: Record<string, unknown>) =>
    void errors.push(`${message} ${JSON.stringify(fields)}`);
  const logger = { info: () => {}, warn: () => {}, error: note };
  const store = await createSqliteStore({ path: ':memory:', clock, logger });
  const events: FeedEvent[] = [];
  store.subscribe((event) => void events.push(event));
  const cipher = createCipher('a secret for tests');
  const passwords = { hash: hashPassword, verify: verifyPassword };
  const identities = createService({ store, clock, random, passwords, cipher, quotas: DEFAULT_QUOTAS });
  await identities.ensureAdminKey(ADMIN);
  await store.write((tx) => tx.putAccessKey(sealAccessKey(cipher, { ...VIEWER, role: 'viewer', label: 'a viewer' })));
  const cloudMap = createCloudMap({ store, clock, random, quotas: { ...DEFAULT_CLOUD_MAP_QUOTAS, ...quotas } });
  const authenticate = createAuthenticator({ identities, account: ACCOUNT, region: REGION, secret: SECRET, clock });
  const door = createCloudMapDoor({ cloudMap, authenticate, random, logger });
  const server = await startHttpServer({ host: '127.0.0.1', port: 0, door, logger });
  const url = `http://127.0.0.1:${server.port}`;
  const clients: ServiceDiscoveryClient[] = [];
  const client = (key = ADMIN) => {
    const credentials = { accessKeyId: key.id, secretAccessKey: key.secret };
    const made = new ServiceDiscoveryClient({
      endpoint: url,
      region: REGION,
      credentials,
      maxAttempts: 1,
      disableHostPrefix: true,
    });
    clients.push(made);
    return made;
  };
  const close = async () => {
    for (const each of clients) each.destroy();
    await server.close();
    await store.close();
  };
  return { url, store, events, errors, skew, client, close };
}

/** Makes an HTTP namespace and returns its id. */
export async function makeNamespace(client: ServiceDiscoveryClient, name: string): Promise<string> {
  const { OperationId } = await client.send(new CreateHttpNamespaceCommand({ Name: name }));
  const { Operation } = await client.send(new GetOperationCommand({ OperationId }));
  const id = Operation?.Targets?.NAMESPACE;
  if (!id) throw new Error(`no namespace was made: ${JSON.stringify(Operation)}`);
  return id;
}

/** A service as it is shown, with what this server always tells. */
export type MadeService = Service & Required<Pick<Service, 'Id' | 'Arn' | 'Name'>>;

/** Makes a service. */
export async function makeService(
  client: ServiceDiscoveryClient,
  input: CreateServiceCommandInput,
): Promise<MadeService> {
  const { Service: made } = await client.send(new CreateServiceCommand(input));
  if (!made?.Id || !made.Arn || !made.Name) throw new Error(`no service was made: ${JSON.stringify(made)}`);
  return made as MadeService;
}

/** Registers an instance with an address and whatever else. */
export async function register(
  client: ServiceDiscoveryClient,
  ServiceId: string,
  InstanceId: string,
  attributes: Record<string, string> = {},
): Promise<void> {
  const Attributes = { AWS_INSTANCE_IPV4: '10.0.0.1', ...attributes };
  await client.send(new RegisterInstanceCommand({ ServiceId, InstanceId, Attributes }));
}
