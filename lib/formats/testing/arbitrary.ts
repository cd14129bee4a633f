/** Random meshes whose every resource the API takes: specs made from the API table, kept when lib/model accepts them. */
import fc from 'fast-check';
import { KIND_INFO, KINDS, type Kind, parentMember, shapeOf, validateInput } from '@/lib/model';
import type { ImportedResource } from '../types';

const NAMES = ['a', 'b-1', 'C_2', 'd.e', 'true', '007', 'é f'];
const text = (min: number, max: number) =>
  fc.oneof(
    fc.string({ minLength: min, maxLength: Math.min(max, min + 12) }),
    fc
      .constantFrom('yes', 'null', '1e3', ' x ', '- a: b', '%START_TIME% {"a"}', '#c', '!x', '&y')
      .map((t) => t.padEnd(min, 'z').slice(0, max)),
  );

/** Values of a shape; at `depth` 0 only what is required. */
function arbitraryOf(name: string, depth: number): fc.Arbitrary<unknown> {
  const shape = shapeOf(name);
  if (shape.type === 'structure') return structureOf(name, depth);
  if (shape.type === 'list') {
    const least = shape.min ?? 0;
    return fc.array(arbitraryOf(shape.member ?? '', depth - 1), { minLength: least, maxLength: Math.max(least, 2) });
  }
  if (shape.type === 'boolean') return fc.boolean();
  if (shape.type !== 'string') return fc.integer({ min: shape.min ?? 0, max: Math.min(shape.max ?? 60_000, 60_000) });
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (name === 'ResourceName' || name === 'ServiceName') return fc.constantFrom(...NAMES);
  if (name === 'Arn') return fc.constantFrom('arn:aws:acm:eu-west-1:111122223333:certificate/abc');
  if (shape.pattern !== undefined) return fc.constantFrom('grpc.a', 'a', '/a', '*.a', '_a', 'a-b');
  return text(shape.min ?? 1, shape.max ?? 64).filter((t) => t.isWellFormed() && !/[$]|\{\{|\\\(/.test(t));
}

function structureOf(name: string, depth: number): fc.Arbitrary<unknown> {
  const { members = {}, required = [], union } = shapeOf(name);
  const names = Object.keys(members);
  const member = (key: string) => arbitraryOf(members[key]?.shape ?? '', depth - 1);
  if (union) return fc.oneof(...names.map((key) => fc.record({ [key]: member(key) })));
  if (name === 'RouteSpec' || name === 'GatewayRouteSpec') {
    const kinds = names.filter((key) => key.endsWith('Route'));
    return fc.oneof(
      ...kinds.map((key) => fc.record({ [key]: member(key), priority: member('priority') }, { requiredKeys: [key] })),
    );
  }
  const optional = depth > 0 ? names.filter((key) => !required.includes(key)) : [];
  const entries = [...required, ...optional].map((key) => [key, member(key)] as const);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [...required] });
}

const specs = new Map<Kind, fc.Arbitrary<unknown>>();

function specOf(kind: Kind): fc.Arbitrary<unknown> {
  const known = specs.get(kind) ?? arbitraryOf(KIND_INFO[kind].specShape, 9);
  specs.set(kind, known);
  return known;
}

function resourceOf(kind: Kind): fc.Arbitrary<ImportedResource> {
  const parent = parentMember(kind);
  return fc
    .record({
      meshName: fc.constant('a'),
      ...(parent && { [parent]: fc.constantFrom('a', 'b-1') }),
      ...(kind !== 'mesh' && { [KIND_INFO[kind].nameMember]: fc.constantFrom(...NAMES) }),
      spec: specOf(kind),
      ...(kind === 'virtualService' && {
        tags: fc.array(
          fc.record({ key: text(1, 9), value: text(0, 9) }).filter((t) => !/[$]|\{\{|\\\(/.test(t.key + t.value)),
          { maxLength: 2 },
        ),
      }),
    })
    .filter((params) => validateInput(`Create${KIND_INFO[kind].label}`, params).length === 0)
    .map((params) => ({ type: KIND_INFO[kind].label, params }));
}

/** A mesh with some members of every kind, parents first, no identity twice, every parent there. */
export const meshes: fc.Arbitrary<ImportedResource[]> = fc
  .tuple(
    ...KINDS.map((kind) =>
      fc.array(resourceOf(kind), { minLength: kind === 'mesh' ? 1 : 0, maxLength: kind === 'mesh' ? 1 : 3 }),
    ),
  )
  .map((lists) => withParents(lists.flat()));

function withParents(resources: readonly ImportedResource[]): ImportedResource[] {
  const unique = new Map(resources.map((resource) => [identityOf(resource), resource]));
  const missing = [...unique.values()].flatMap(({ type, params }): ImportedResource[] => {
    const listeners = [{ portMapping: { port: 80, protocol: 'http' } }];
    if (type === 'Route')
      return [
        {
          type: 'VirtualRouter',
          params: { meshName: 'a', virtualRouterName: params.virtualRouterName, spec: { listeners } },
        },
      ];
    if (type !== 'GatewayRoute') return [];
    return [
      {
        type: 'VirtualGateway',
        params: { meshName: 'a', virtualGatewayName: params.virtualGatewayName, spec: { listeners } },
      },
    ];
  });
  for (const parent of missing) if (!unique.has(identityOf(parent))) unique.set(identityOf(parent), parent);
  return KINDS.flatMap((kind) => [...unique.values()].filter(({ type }) => type === KIND_INFO[kind].label));
}

/** A key that no two resources of a mesh share. */
export function identityOf({ type, params }: ImportedResource): string {
  const kind = KINDS.find((k) => KIND_INFO[k].label === type) ?? 'mesh';
  return JSON.stringify([type, params[parentMember(kind) ?? ''], params[KIND_INFO[kind].nameMember]]);
}
