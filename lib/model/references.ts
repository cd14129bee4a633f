import type { Kind, ResourceRef, SpecByKind } from './kinds';
import { gatewayRouteTypeOf, gatewayTargetOf, routeTypeOf, weightedTargetsOf } from './weighted-targets';

/** What a reference is for; it decides the wording of refusals. */
export type Relation = 'target' | 'provider' | 'gateway-target' | 'backend';

export interface ReferenceRule<From extends Kind = Kind> {
  relation: Relation;
  from: From;
  to: Kind;
  /** Must exist at create and update, and cannot be deleted while it is referred to. Backends are free text. */
  checked: boolean;
  read(spec: SpecByKind[From]): { name: string; path: string }[];
}

export interface Reference {
  relation: Relation;
  to: ResourceRef;
  /** Where in the spec. */
  path: string;
  checked: boolean;
}

function rule<From extends Kind>(r: ReferenceRule<From>): ReferenceRule {
  return r as unknown as ReferenceRule;
}

/** Which specs point at what (appmesh-api.md section 3). Cloud Map names, ACM ARNs and file paths point outside. */
export const REFERENCE_RULES: readonly ReferenceRule[] = [
  rule({
    relation: 'target',
    from: 'route',
    to: 'virtualNode',
    checked: true,
    read: (spec) => {
      const base = `${routeTypeOf(spec)}.action.weightedTargets`;
      return weightedTargetsOf(spec).map((target, i) => ({
        name: target.virtualNode,
        path: `${base}[${i}].virtualNode`,
      }));
    },
  }),
  rule({
    relation: 'provider',
    from: 'virtualService',
    to: 'virtualRouter',
    checked: true,
    read: (spec) => named(spec.provider?.virtualRouter?.virtualRouterName, 'provider.virtualRouter.virtualRouterName'),
  }),
  rule({
    relation: 'provider',
    from: 'virtualService',
    to: 'virtualNode',
    checked: true,
    read: (spec) => named(spec.provider?.virtualNode?.virtualNodeName, 'provider.virtualNode.virtualNodeName'),
  }),
  rule({
    relation: 'gateway-target',
    from: 'gatewayRoute',
    to: 'virtualService',
    checked: true,
    read: (spec) => {
      const path = `${gatewayRouteTypeOf(spec)}.action.target.virtualService.virtualServiceName`;
      return named(gatewayTargetOf(spec)?.virtualService.virtualServiceName, path);
    },
  }),
  rule({
    relation: 'backend',
    from: 'virtualNode',
    to: 'virtualService',
    checked: false,
    read: (spec) =>
      (spec.backends ?? []).flatMap((backend, i) =>
        named(backend.virtualService?.virtualServiceName, `backends[${i}].virtualService.virtualServiceName`),
      ),
  }),
];

function named(name: string | undefined, path: string): { name: string; path: string }[] {
  return name === undefined ? [] : [{ name, path }];
}

/** Everything that a spec points at, in the order of the spec. */
export function referencesOf(kind: Kind, spec: SpecByKind[Kind]): Reference[] {
  return REFERENCE_RULES.filter((r) => r.from === kind).flatMap((r) =>
    r.read(spec).map(({ name, path }) => ({
      relation: r.relation,
      to: { kind: r.to, name },
      path,
      checked: r.checked,
    })),
  );
}

/** Whether a resource, as it is stored or as the API shows it, points at another, and in which relation. */
export function relationTo(from: { kind: Kind; spec: object }, to: ResourceRef): Relation | undefined {
  return referencesOf(from.kind, from.spec as SpecByKind[Kind]).find(
    (r) => r.to.kind === to.kind && r.to.name === to.name,
  )?.relation;
}
