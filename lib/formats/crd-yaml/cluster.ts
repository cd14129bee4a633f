import { isPlain } from '../conform/conform';
import { say } from '../say';
import { givenValue } from '../text/placeholders';
import { joined, mapText, textOf, unresolved } from '../unresolved';
import type { KubeObject } from './objects';
import { selects } from './selector';

/** The objects of all files together, asked as the controller asked its cluster. */
export class Cluster {
  private readonly byKey: ReadonlyMap<string, KubeObject>;
  private readonly namespaceLabels: ReadonlyMap<string, Record<string, unknown>>;

  constructor(
    readonly objects: readonly KubeObject[],
    private readonly values: Readonly<Record<string, string>>,
  ) {
    this.byKey = new Map(objects.map((object) => [keyOf(object.kind, object.namespace, object.name), object]));
    this.namespaceLabels = new Map(this.of('Namespace').map(({ name, labels }) => [textOf(name), labels]));
  }

  of(kind: string): KubeObject[] {
    return this.objects.filter((object) => object.kind === kind);
  }

  find(kind: string, namespace: unknown, name: unknown): KubeObject | undefined {
    return this.byKey.get(keyOf(kind, namespace, name));
  }

  /** The mesh's object: by reference, by its namespaceSelector, or as the only one there is. */
  meshOf(object: KubeObject): KubeObject | undefined {
    const reference = object.spec.meshRef;
    if (isPlain(reference)) return this.find('Mesh', '', reference.name);
    const meshes = this.of('Mesh');
    const labels = this.namespaceLabels.get(textOf(object.namespace));
    const fitting = labels ? meshes.filter((mesh) => selects(mesh.spec.namespaceSelector, labels)) : [];
    return fitting.length === 1 ? fitting[0] : meshes.length === 1 ? meshes[0] : undefined;
  }

  meshName(object: KubeObject): unknown {
    const mesh = this.meshOf(object);
    if (mesh) return awsName(mesh);
    const reference = object.spec.meshRef;
    if (isPlain(reference) && reference.name !== undefined) return reference.name;
    const count = this.of('Mesh').length;
    const why = count === 0 ? say('noMeshInFiles') : say('severalMeshes', { count });
    return givenValue('meshName', this.values) ?? unresolved({ variable: 'meshName', kind: 'membership', why });
  }

  /** The gateway of a GatewayRoute: by reference, or the only one whose selectors pick it. */
  gatewayName(route: KubeObject): unknown {
    const reference = route.spec.virtualGatewayRef;
    if (isPlain(reference)) return this.nameOf('VirtualGateway', reference, route);
    const mesh = this.meshOf(route);
    const gateways = this.of('VirtualGateway').filter((gateway) => this.meshOf(gateway) === mesh);
    const fitting = gateways.filter((gateway) => this.serves(gateway, route));
    if (fitting.length === 1 && fitting[0]) return awsName(fitting[0]);
    const why = say('severalGateways', { fitting: fitting.length, all: gateways.length });
    return (
      givenValue('virtualGatewayName', this.values) ??
      unresolved({ variable: 'virtualGatewayName', kind: 'membership', why })
    );
  }

  /** Labels of a namespace that is not in the files are unknown: then its own gateways serve it, others may. */
  private serves(gateway: KubeObject, route: KubeObject): boolean {
    const labels = this.namespaceLabels.get(textOf(route.namespace));
    const { namespaceSelector, gatewayRouteSelector } = gateway.spec;
    const near = labels ? selects(namespaceSelector, labels) : namespaceSelector !== undefined;
    return near && (gatewayRouteSelector === undefined || selects(gatewayRouteSelector, route.labels));
  }

  /** The App Mesh name that a reference `{name, namespace?}` leads to. */
  nameOf(kind: string, reference: Record<string, unknown>, from: KubeObject): unknown {
    const namespace = reference.namespace ?? from.namespace;
    const target = this.find(kind, namespace, reference.name);
    return target ? awsName(target) : defaultName(kind, reference.name, namespace);
  }
}

function keyOf(kind: string, namespace: unknown, name: unknown): string {
  return JSON.stringify([kind, textOf(namespace), textOf(name)]);
}

/** An object's name in App Mesh: `awsName`, or what the controller made of its own name and namespace. */
export function awsName({ kind, spec, name, namespace }: KubeObject): unknown {
  return spec.awsName ?? defaultName(kind, name, namespace);
}

function defaultName(kind: string, name: unknown, namespace: unknown): unknown {
  if (kind === 'Mesh') return name;
  return joined([name, namespace], kind === 'VirtualService' ? '.' : '_');
}

/** The name in an ARN; what is no ARN of App Mesh is a gap. */
export function nameOfArn(arn: unknown): unknown {
  const text = textOf(arn);
  const match = /^arn:[^:]*:appmesh:[^:]*:[^:]*:mesh\/[^/]+\/(?:virtualNode|virtualRouter|virtualService)\/(.+)$/s.exec(
    text,
  );
  const name = match?.[1];
  if (name === undefined) {
    return unresolved({ variable: text, kind: 'value-needed', why: say('notAnArn') });
  }
  return name.includes('${') ? mapText(arn, () => name) : name;
}
