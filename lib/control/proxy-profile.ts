import { z } from 'zod';
import type { DataplaneMode, ProxyResource } from '@/lib/translate';

const port = z.number().int().min(1).max(65535);
const address = z.union([z.ipv4(), z.ipv6()], { error: 'must be an IPv4 or IPv6 address' });

const explicit = z.object({
  dataplane: z.literal('explicit'),
  address,
  listeners: z.array(z.object({ port, ingressPort: port, appAddress: address, appPort: port })),
  egressPort: port,
  tcp: z.array(z.object({ virtualService: z.string().min(1), port, localPort: port })),
});

/** A gateway has no application behind it, and no TCP backends. */
const explicitGateway = z
  .object({
    dataplane: z.literal('explicit'),
    address,
    listeners: z.array(z.object({ port, ingressPort: port })),
    egressPort: port,
  })
  .transform(({ listeners, ...rest }) => ({
    ...rest,
    listeners: listeners.map((one) => ({ ...one, appAddress: rest.address, appPort: one.ingressPort })),
    tcp: [],
  }));

export type ParsedDataplane = { dataplane: DataplaneMode } | { problem: string };

const WHERE = 'node.metadata.meshkeep';

/**
 * Reads how a proxy wants its listeners from its node metadata (design.md, "Delivery to Envoys"). Without
 * `meshkeep` it is App Mesh's interception. A missing key is a problem that names it: the proxy gets gRPC 3.
 */
export function parseDataplane(
  metadata: Record<string, unknown>,
  kind: ProxyResource['kind'] = 'virtualNode',
): ParsedDataplane {
  const asked = metadata.meshkeep;
  if (asked === undefined) return { dataplane: { mode: 'intercept' } };
  if (!isRecord(asked)) return { problem: `${WHERE} must be an object` };
  if (asked.dataplane === undefined) return { problem: `${WHERE}.dataplane is missing` };
  if (asked.dataplane === 'intercept') return { dataplane: { mode: 'intercept' } };
  if (asked.dataplane !== 'explicit')
    return { problem: `${WHERE}.dataplane must be "explicit" or "intercept", not ${JSON.stringify(asked.dataplane)}` };
  const parsed = (kind === 'virtualNode' ? explicit : explicitGateway).safeParse(asked);
  if (!parsed.success) return { problem: firstProblem(asked, parsed.error) };
  const { dataplane: _, ...rest } = parsed.data;
  const clash = firstClash(rest);
  return clash ? { problem: clash } : { dataplane: { mode: 'explicit', ...rest } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstProblem(asked: unknown, error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  const where = path.reduce<string>(
    (text, part) => text + (typeof part === 'number' ? `[${part}]` : `.${String(part)}`),
    WHERE,
  );
  return valueAt(asked, path) === undefined ? `${where} is missing` : `${where}: ${issue?.message ?? 'is not valid'}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, part) : undefined),
    value,
  );
}

/** Two listeners on one address and port: Envoy would refuse the second. */
function firstClash(asked: Omit<z.output<typeof explicit>, 'dataplane'>): string | undefined {
  const used = new Set<number>([asked.egressPort]);
  for (const [path, taken] of [
    ...asked.listeners.map((l, i) => [`listeners[${i}].ingressPort`, l.ingressPort] as const),
    ...asked.tcp.map((t, i) => [`tcp[${i}].localPort`, t.localPort] as const),
  ]) {
    if (used.has(taken)) return `${WHERE}.${path}: port ${taken} is used twice on ${asked.address}`;
    used.add(taken);
  }
  return undefined;
}

/** Version that is assumed where a proxy does not tell its own: the AWS image's newest known tag (envoy-mapping.md 1.3). */
export const ASSUMED_ENVOY_VERSION = [1, 34] as const;

/** Major and minor of a proxy's version. */
export function profileVersion(version: readonly [number, number, number] | undefined): readonly [number, number] {
  return version ? [version[0], version[1]] : ASSUMED_ENVOY_VERSION;
}
