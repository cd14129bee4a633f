import type * as sdk from '@aws-sdk/client-servicediscovery';
import type { ConnectionInput, ConnectionTest, Instance, MappedNamespace, SourceFailureCode } from '@/lib/model';
import { type Discovered, MOST_INSTANCES } from './service-poll';

/** Time for one call, ms: what takes longer is as good as no answer. */
const CALL_MS = 10_000;
const CONNECT_MS = 3000;

/** A service that a test asks for where it knows no better one: that it does not exist is an answer too. */
const ANY_SERVICE = 'meshkeep-connection-test';

/** AWS, or the way there, gave no answer. `message` is meant for people. */
export class SourceError extends Error {
  constructor(
    readonly code: SourceFailureCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SourceError';
  }
}

/** What is asked of AWS Cloud Map. Everything rejects with SourceError; nothing is tried again. */
export interface CloudMapClient {
  instances(namespace: MappedNamespace, service: string): Promise<Discovered>;
  revision(namespace: MappedNamespace, service: string): Promise<number>;
  close(): void;
}

export type CloudMapClientFactory = (connection: ConnectionInput) => CloudMapClient;

type Sdk = typeof sdk;

/** A client by AWS's own SDK, which is loaded at the first call: whoever has no connection does not pay for it. */
export function createCloudMapClient({ awsRegion, profile, endpoint }: ConnectionInput): CloudMapClient {
  let open: Promise<{ client: sdk.ServiceDiscoveryClient; sdk: Sdk }> | undefined;
  const opened = () => {
    open ??= Promise.all([import('@aws-sdk/client-servicediscovery'), import('@aws-sdk/credential-provider-ini')]).then(
      ([loaded, { fromIni }]) => ({
        sdk: loaded,
        client: new loaded.ServiceDiscoveryClient({
          region: awsRegion,
          // By the standard chain a key in the environment could win over the profile that somebody chose.
          ...(profile !== undefined && { credentials: fromIni({ profile }) }),
          // AWS wants `data-` before its own host; before another one it would lead nowhere.
          ...(endpoint !== undefined && { endpoint, disableHostPrefix: true }),
          maxAttempts: 1,
          requestHandler: { requestTimeout: CALL_MS, connectionTimeout: CONNECT_MS, throwOnRequestTimeout: true },
        }),
      }),
    );
    return open;
  };
  const call = <T>(work: (parts: Awaited<ReturnType<typeof opened>>, signal: AbortSignal) => Promise<T>) =>
    opened()
      .then((parts) => work(parts, AbortSignal.timeout(CALL_MS)))
      .catch((error: unknown) => {
        throw sourceError(error, { awsRegion, endpoint });
      });
  return {
    instances: (namespace, service) =>
      call(async (parts, abortSignal) => {
        const command = new parts.sdk.DiscoverInstancesCommand({
          ...placeOf(namespace, service),
          HealthStatus: 'ALL',
          MaxResults: MOST_INSTANCES,
        });
        return discoveredOf(await parts.client.send(command, { abortSignal }));
      }),
    revision: (namespace, service) =>
      call(async (parts, abortSignal) => {
        const command = new parts.sdk.DiscoverInstancesRevisionCommand(placeOf(namespace, service));
        const { InstancesRevision } = await parts.client.send(command, { abortSignal });
        if (typeof InstancesRevision !== 'number') throw notUnderstood('no InstancesRevision');
        return InstancesRevision;
      }),
    close: () =>
      void open?.then(
        ({ client }) => client.destroy(),
        () => undefined,
      ),
  };
}

/** Asks for every mapped namespace once. `services`: one that virtual nodes use, by namespace. Never rejects. */
export async function testConnection(
  client: CloudMapClient,
  namespaces: readonly MappedNamespace[],
  services: ReadonlyMap<string, string>,
): Promise<ConnectionTest> {
  const results = await Promise.all(
    namespaces.map(async (mapped) => {
      const { namespace, awsNamespace } = mapped;
      const asked = services.get(namespace) ?? ANY_SERVICE;
      try {
        await client.instances(mapped, asked);
        return { namespace, awsNamespace, ok: true };
      } catch (error) {
        const { code, message } = asSourceError(error);
        // The namespace was found, which is what is asked here.
        if (code === 'no-service') return { namespace, awsNamespace, ok: true };
        return { namespace, awsNamespace, ok: false, failure: { code, message } };
      }
    }),
  );
  return { ok: results.every(({ ok }) => ok), namespaces: results };
}

/** Any error as one that says what to do about it. */
export function asSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  return new SourceError('other', error instanceof Error ? error.message : String(error), { cause: error });
}

function placeOf({ awsNamespace, ownerAccount }: MappedNamespace, service: string) {
  return {
    NamespaceName: awsNamespace,
    ServiceName: service,
    ...(ownerAccount !== undefined && { OwnerAccount: ownerAccount }),
  };
}

function discoveredOf({ Instances, InstancesRevision }: sdk.DiscoverInstancesCommandOutput): Discovered {
  if (!Array.isArray(Instances)) throw notUnderstood('no Instances');
  return {
    instances: Instances.map(instanceOf),
    ...(typeof InstancesRevision === 'number' && { revision: InstancesRevision }),
  };
}

/** UNKNOWN is what services without a health check have: such instances count as serving, as in our own registry. */
function instanceOf({ InstanceId, Attributes, HealthStatus }: sdk.HttpInstanceSummary): Instance {
  if (typeof InstanceId !== 'string') throw notUnderstood('an instance without InstanceId');
  const health = HealthStatus === 'HEALTHY' || HealthStatus === 'UNHEALTHY' ? HealthStatus : undefined;
  return { id: InstanceId, attributes: { ...Attributes }, ...(health && { health }) };
}

const notUnderstood = (what: string) =>
  new SourceError('not-understood', `The answer is not Cloud Map's: it has ${what}.`);

/** Names of errors, as AWS and its SDK give them. */
const CODES: readonly (readonly [pattern: RegExp, code: SourceFailureCode])[] = [
  [/^NamespaceNotFound/, 'no-namespace'],
  [/^ServiceNotFound/, 'no-service'],
  [/^(RequestLimitExceeded|Throttl|TooManyRequests|SlowDown)/, 'throttled'],
  [
    /^(CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|MissingAuth|TokenProvider|ProviderError)/,
    'credentials',
  ],
  [/^(AccessDenied|NotAuthorized|Unauthorized|Forbidden)/, 'denied'],
  [/^(TimeoutError|AbortError|NetworkingError)/, 'away'],
  [/^SyntaxError/, 'not-understood'],
];

function sourceError(error: unknown, { awsRegion, endpoint }: { awsRegion: string; endpoint: string | undefined }) {
  if (error instanceof SourceError) return error;
  const place = endpoint ?? `AWS in ${awsRegion}`;
  if (!(error instanceof Error)) return new SourceError('other', String(error));
  const { code: systemCode, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
  const known = CODES.find(([pattern]) => pattern.test(error.name))?.[1];
  const make = (code: SourceFailureCode, message: string) => new SourceError(code, message, { cause: error });
  if (known === 'not-understood') return make(known, `${place} answered something that is not Cloud Map's.`);
  if (known === 'away') return make('away', `No answer from ${place} in ${CALL_MS / 1000} s.`);
  if (known) return make(known, error.message);
  if (systemCode !== undefined && /^E[A-Z]+|^ERR_|^UND_|^CERT|^DEPTH|^SELF|^UNABLE/.test(systemCode)) {
    return make('away', `No connection to ${place}: ${error.message || systemCode}`);
  }
  const status = $metadata?.httpStatusCode;
  if (status === 429) return make('throttled', error.message);
  return make('other', status === undefined ? error.message : `${error.name} (HTTP ${status}): ${error.message}`);
}
