import { type Control, CredentialDirectory, createControl, type LogAddress } from '@/lib/control';
import { createCloudMapClient } from '@/lib/discovery';
import {
  createAuthority,
  createReportTokens,
  hashPassword,
  inspectChain,
  issueForRequest,
  issueKeyPair,
  keyProblem,
  verifyPassword,
} from '@/lib/identity';
import { createMetrics } from '@/lib/metrics';
import { endProblems, problemsOf } from '@/lib/model';
import { createCertificates, createClientAuthorities, createService, type Service } from '@/lib/service';
import { createSqliteStore, type Store } from '@/lib/store';
import { createTranslator, decodeResource } from '@/lib/translate';
import { type Cipher, type Clock, createTlsRefusals, type Logger } from '@/lib/util';
import { createXdsServer } from '@/lib/xds';
import { trustFor } from './bootstrap-trust';
import { preciseClock, RANDOM } from './clock';
import { apiAddress, bracketed, type Config } from './config';
import { prepareDataDir, writeConsoleFile } from './data-dir';
import { type RunningHttpServer, startHttpServer } from './http-server';
import { listening } from './listen-error';
import { logAddress, proxyAddress } from './log-address';
import { proxyAuthenticator } from './proxy-trust';
import { prepareSecret } from './secret';
import { removeStaleSocket } from './stale-socket';
import { keyHash, readTlsFiles, type TlsFiles, type TlsPaths, watchTlsFiles } from './tls-files';
import { wireDoors } from './wire-doors';
import { followAuthorities, type XdsTlsSource } from './xds-authorities';

/** What proxies are told of the xDS port once it is bound. */
interface Ports {
  xds: number;
  keyHashes?: readonly string[];
}

export interface RunningControlPlane {
  apiPort: number;
  xdsPort: number;
  /** What the first start made: to be printed once. */
  made: { accessKey?: { id: string; secret: string }; person?: { name: string; password?: string } };
  close(): Promise<void>;
}

/** Closes what was opened, the newest first. */
class Opened {
  readonly #closers: (() => Promise<void> | void)[] = [];

  add(close: () => Promise<void> | void): void {
    this.#closers.push(close);
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
  }
}

/**
 * Starts the control plane in the order that keeps promises: the store, then every mesh from it, then xDS (the same
 * bytes for the same model), and last the API, which takes writes. What fails on the way closes what was opened.
 */
export async function runControlPlane(config: Config, logger: Logger): Promise<RunningControlPlane> {
  const opened = new Opened();
  try {
    return await start(config, logger, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function start(config: Config, logger: Logger, opened: Opened): Promise<RunningControlPlane> {
  const clock = preciseClock();
  prepareDataDir(config.dataDir);
  const tls = config.tls && readTlsFiles(config.tls);
  const store = await createSqliteStore({ path: config.databasePath, clock, logger });
  opened.add(() => store.close());
  const sealed = await prepareSecret(store, config, logger);
  const service = serviceOf(config, store, clock, sealed.cipher);
  const identities = { ...(await prepareIdentities(service, config)), secret: sealed.secret };
  const tools = { inspectChain, keyProblem, createAuthority, issueKeyPair, issueForRequest };
  const certificates = await createCertificates({ store, clock, random: RANDOM, cipher: sealed.cipher, tools });
  const authorities = await createClientAuthorities({ store, clock, random: RANDOM, cipher: sealed.cipher, tools });
  const metrics = createMetrics();
  const ports: Ports = { xds: config.xdsPort, ...(tls && { keyHashes: [keyHash(tls.cert)] }) };
  const credentials = await CredentialDirectory.open(store, logger);
  const reportTokens = createReportTokens(identities.secret);
  const authenticate = proxyAuthenticator(config, { credentials, authorities, reportTokens, clock });
  const control = await createControl({
    store,
    translator: createTranslator(),
    createXds: (admission) => createXdsServer({ admission, authenticate, limits: config.xdsLimits, clock, logger }),
    credentials,
    proofRequired: config.xdsAuth === 'required',
    reportToken: (resource) => reportTokens.make(resource),
    logAddress: (peer) => withKeys(logAddress(config, ports.xds, peer), ports.keyHashes),
    home: config,
    proxiesPerResource: config.quotas.proxiesPerResource,
    problemsOf: (snapshot, directory) => [
      ...problemsOf(snapshot, directory, certificates.directory()),
      ...endProblems(snapshot, certificates.directory(), clock.now()),
    ],
    certificates,
    toJson: decodeResource,
    createCloudMapClient,
    clock,
    random: RANDOM,
    logger,
    metrics,
  });
  opened.add(() => control.close());
  const xdsTls = tls && followAuthorities(tls, authorities, control.xds);
  ports.xds = await listenXds(config, control, xdsTls?.now());
  opened.add(() => control.xds.close());
  const secret = identities.secret;
  const controlPlane = { ...proxyAddress(config, ports.xds), ...(tls && { tls: { ca: trustFor(tls.cert) } }) };
  const { door, close } = wireDoors({
    config,
    store,
    service,
    certificates,
    authorities,
    control,
    metrics,
    clock,
    logger,
    secret,
    credentials,
    controlPlane,
  });
  opened.add(close);
  const where = `${bracketed(config.host)}:${config.apiPort}`;
  const http = await listening({ what: 'The API', where, setting: 'MESHKEEP_API_PORT' }, () =>
    startHttpServer({
      host: config.host,
      port: config.apiPort,
      door,
      logger,
      onRefused: createTlsRefusals('API', { clock, logger }),
      ...(tls && { tls }),
    }),
  );
  opened.add(() => http.close());
  if (config.tls && xdsTls) opened.add(followTls(config.tls, logger, { http, control, ports, xdsTls }));
  const apiUrl = config.apiPort === http.port ? config.apiUrl : apiAddress(config, http.port);
  writeConsoleFile(config.dataDir, { ...identities.console, secret: identities.secret, apiUrl, region: config.region });
  return { apiPort: http.port, xdsPort: ports.xds, made: identities.made, close: () => opened.close() };
}

interface TlsUsers {
  http: RunningHttpServer;
  control: Control;
  ports: Ports;
  xdsTls: XdsTlsSource;
}

/** The log service's address, and by which keys it is known where it speaks TLS. */
function withKeys(address: LogAddress, keyHashes: readonly string[] | undefined): LogAddress {
  return 'pipe' in address || !keyHashes ? address : { ...address, tls: { keyHashes } };
}

/** Certificates that were replaced on disk are used for the next connection, without a restart. */
function followTls(paths: TlsPaths, logger: Logger, on: TlsUsers): () => void {
  return watchTlsFiles(paths, logger, (files) => {
    on.http.replaceTls(files);
    on.xdsTls.replace(files);
    const hash = keyHash(files.cert);
    if (on.ports.keyHashes?.includes(hash)) return;
    // Proxies know the log service by its key: they come back and are told the new one. Their traffic goes on.
    on.ports.keyHashes = [hash];
    on.control.xds.endStreams({ code: 0, message: 'the server has a new key: connect again' });
  });
}

function serviceOf(config: Config, store: Store, clock: Clock, cipher: Cipher): Service {
  return createService({
    store,
    // Dates of resources are whole milliseconds, as AWS's clients read them.
    clock: { now: () => Math.floor(clock.now()) },
    random: RANDOM,
    quotas: config.quotas,
    passwords: { hash: hashPassword, verify: verifyPassword },
    cipher,
  });
}

async function prepareIdentities(service: Service, config: Config) {
  const key = await service.ensureAdminKey(config.accessKey);
  const consoleKey = await service.ensureConsoleKey(config.consoleKey);
  const person = await service.ensureAdminPerson(config.admin);
  return {
    console: { accessKeyId: consoleKey.value.id, secretAccessKey: consoleKey.value.secret },
    made: {
      ...(key.created && !config.accessKey && { accessKey: key.value }),
      ...(person.created && !config.admin.password && { person: person.value }),
    },
  };
}

async function listenXds(config: Config, control: Control, tls: TlsFiles | undefined): Promise<number> {
  const { host, xdsPort: port, xdsSocket: socketPath } = config;
  const where = `${bracketed(host)}:${port}${socketPath ? ` and ${socketPath}` : ''}`;
  const setting = socketPath ? 'MESHKEEP_XDS_PORT or MESHKEEP_XDS_SOCKET' : 'MESHKEEP_XDS_PORT';
  if (socketPath !== undefined) await removeStaleSocket(socketPath);
  const listen = () =>
    control.xds.listen({ host, port, ...(socketPath !== undefined && { socketPath }), ...(tls && { tls }) });
  return (await listening({ what: 'xDS', where, setting }, listen)).port;
}
