import * as sdk from '@aws-sdk/client-app-mesh';
import type { ErrorCode } from '@/lib/model';
import { AwayError, RemoteError } from './remote-error';
import type { Endpoint } from './types';

/** The 38 operations of the App Mesh API: what the console may call. */
export const APP_MESH_OPERATIONS = [
  ...(
    ['GatewayRoute', 'Mesh', 'Route', 'VirtualGateway', 'VirtualNode', 'VirtualRouter', 'VirtualService'] as const
  ).flatMap((kind) => [`Create${kind}`, `Delete${kind}`, `Describe${kind}`, `Update${kind}`] as const),
  'ListGatewayRoutes',
  'ListMeshes',
  'ListRoutes',
  'ListTagsForResource',
  'ListVirtualGateways',
  'ListVirtualNodes',
  'ListVirtualRouters',
  'ListVirtualServices',
  'TagResource',
  'UntagResource',
] as const;

export type AppMeshOperation = (typeof APP_MESH_OPERATIONS)[number];

export function isAppMeshOperation(name: string): name is AppMeshOperation {
  return APP_MESH_OPERATIONS.some((operation) => operation === name);
}

export interface AppMeshAnswer {
  output: Record<string, unknown>;
  /** Mesh revision that a write made (`x-meshkeep-revision`); absent on reads and from other endpoints. */
  revision?: number;
}

/** Exception class → the code that the console knows. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  BadRequestException: 'bad-request',
  ForbiddenException: 'forbidden',
  NotFoundException: 'not-found',
  ConflictException: 'conflict',
  ResourceInUseException: 'resource-in-use',
  LimitExceededException: 'limit-exceeded',
  TooManyTagsException: 'too-many-tags',
  TooManyRequestsException: 'too-many-requests',
  InternalServerErrorException: 'internal',
  ServiceUnavailableException: 'unavailable',
};

/** Runs one operation. Rejects with RemoteError or AwayError. */
export type AppMeshCaller = (operation: AppMeshOperation, input: Record<string, unknown>) => Promise<AppMeshAnswer>;

/**
 * Runs one operation through AWS's own SDK. The SDK drops members that the API does not have, so the input must have
 * been validated before. Rejects with RemoteError or AwayError.
 */
export function callAppMesh(
  endpoint: Endpoint,
  operation: AppMeshOperation,
  input: Record<string, unknown>,
): Promise<AppMeshAnswer> {
  return withAppMesh(endpoint, (call) => call(operation, input));
}

/** The same for several operations, which share connections. */
export async function withAppMesh<Result>(
  endpoint: Endpoint,
  work: (call: AppMeshCaller) => Promise<Result>,
): Promise<Result> {
  const client = clientOf(endpoint);
  try {
    return await work((operation, input) => run(client, endpoint, { operation, input }));
  } finally {
    client.destroy();
  }
}

async function run(
  client: sdk.AppMeshClient,
  endpoint: Endpoint,
  { operation, input }: { operation: AppMeshOperation; input: Record<string, unknown> },
): Promise<AppMeshAnswer> {
  try {
    // biome-ignore lint/performance/noDynamicNamespaceImportAccess: server side, and every command is wanted
    const Command = sdk[`${operation}Command`] as unknown as new (input: unknown) => SdkCommand;
    const command = new Command(input);
    let revision: number | undefined;
    command.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const header = headerOf(result.response, 'x-meshkeep-revision');
        if (header !== undefined) revision = Number(header);
        return result;
      },
      { step: 'deserialize', priority: 'low' },
    );
    const { $metadata: _, ...output } = await client.send(command as unknown as sdk.ListMeshesCommand);
    return { output, revision };
  } catch (error) {
    throw asRemoteError(error, endpoint.url);
  }
}

/** What all commands have in common, as far as it is used here. */
interface SdkCommand {
  middlewareStack: {
    add(
      middleware: (next: (args: object) => Promise<{ response: unknown }>) => (args: object) => Promise<object>,
      options: { step: 'deserialize'; priority: 'low' },
    ): void;
  };
}

function clientOf({ url, region, key, headers = {} }: Endpoint): sdk.AppMeshClient {
  const client = new sdk.AppMeshClient({ endpoint: url, region, credentials: key, maxAttempts: 2 });
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign((args.request as { headers: Record<string, string> }).headers, headers);
      return next(args);
    },
    { step: 'build', name: 'meshkeepHeaders' },
  );
  return client;
}

function headerOf(response: unknown, name: string): string | undefined {
  return (response as { headers?: Record<string, string> } | undefined)?.headers?.[name];
}

function asRemoteError(error: unknown, url: string): Error {
  if (error instanceof sdk.AppMeshServiceException) {
    const status = error.$metadata.httpStatusCode ?? 500;
    return new RemoteError(status, CODES[error.name] ?? fallbackCode(status), error.message);
  }
  const isNetwork = error instanceof Error && ('code' in error || error.name === 'TimeoutError');
  return isNetwork ? new AwayError(url, { cause: error }) : asError(error);
}

function fallbackCode(status: number): ErrorCode {
  if (status === 429) return 'too-many-requests';
  return status === 403 || status === 401 ? 'forbidden' : status >= 500 ? 'internal' : 'bad-request';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
