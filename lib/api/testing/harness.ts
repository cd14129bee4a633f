/**
 * A whole App Mesh endpoint for tests: real HTTP server, real SQLite store in memory, real signatures. The clock is
 * a real one that tests can shift.
 */
import { randomUUID } from 'node:crypto';
import { AppMeshClient } from '@aws-sdk/client-app-mesh';
import { createCipher, hashPassword, verifyPassword } from '@/lib/identity';
import { startHttpServer } from '@/lib/runtime';
import { createService, DEFAULT_QUOTAS, type Quotas, type Service, sealAccessKey } from '@/lib/service';
import { createSqliteStore, type Store } from '@/lib/store';
import type { Logger } from '@/lib/util';
import { createAppMeshDoor } from '../appmesh/door';
import { createAuthenticator } from '../auth';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
export const SECRET = 'a secret that only tests know';
export const ADMIN = { id: 'MKIAADMINADMINADMIN1', secret: 'admin-secret-admin-secret-admin-secret-1' };
export const VIEWER = { id: 'MKIAVIEWERVIEWERVIE1', secret: 'viewer-secret-viewer-secret-viewer-sec-1' };
export const CONSOLE = { id: 'MKIACONSOLECONSOLE01', secret: 'console-secret-console-secret-console-1' };

export interface Harness {
  url: string;
  store: Store;
  service: Service;
  /** What was logged as an error: empty unless the server itself failed. */
  errors: string[];
  /** Shifts the server's clock, in ms. */
  skew: { ms: number };
  client(key?: { id: string; secret: string }): AppMeshClient;
  close(): Promise<void>;
}

/** Starts the endpoint on a free port of loopback. */
export async function startHarness(options: { quotas?: Partial<Quotas> } = {}): Promise<Harness> {
  const skew = { ms: 0 };
  const clock = { now: () => Date.now() + skew.ms };
  const errors: string[] = [];
  const logger: Logger = {
    info: () => {},
    warn: () => {},
    error: (message, fields) => void errors.push(`${message} ${JSON.stringify(fields)}`),
  };
  const random = { uuid: () => randomUUID() };
  const store = await createSqliteStore({ path: ':memory:', clock, logger });
  const cipher = createCipher('a secret for tests');
  const passwords = { hash: hashPassword, verify: verifyPassword };
  const service = createService({
    store,
    clock,
    random,
    passwords,
    cipher,
    quotas: { ...DEFAULT_QUOTAS, ...options.quotas },
  });
  await service.ensureAdminKey(ADMIN);
  await service.ensureConsoleKey(CONSOLE);
  await store.write(async (tx) => {
    await tx.putAccessKey(sealAccessKey(cipher, { ...VIEWER, role: 'viewer', label: 'a viewer' }));
    await tx.putPerson({ name: 'ada', passwordHash: '', role: 'editor' });
    await tx.putPerson({ name: 'vic', passwordHash: '', role: 'viewer' });
  });
  const authenticate = createAuthenticator({
    identities: service,
    account: ACCOUNT,
    region: REGION,
    secret: SECRET,
    clock,
  });
  const door = createAppMeshDoor({ service, authenticate, random, logger });
  const server = await startHttpServer({ host: '127.0.0.1', port: 0, door, logger });
  const url = `http://127.0.0.1:${server.port}`;
  const clients: AppMeshClient[] = [];
  return {
    url,
    store,
    service,
    errors,
    skew,
    client: (key = ADMIN) => {
      const client = new AppMeshClient({
        endpoint: url,
        region: REGION,
        credentials: { accessKeyId: key.id, secretAccessKey: key.secret },
        maxAttempts: 1,
      });
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) client.destroy();
      await server.close();
      await store.close();
    },
  };
}
