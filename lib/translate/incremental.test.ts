import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  buildSnapshot,
  type Instance,
  type InstanceDirectory,
  type MeshSnapshot,
  type Resource,
  type ResourceChange,
  type ResourceRef,
} from '@/lib/model';
import { affectedNodes, createTranslator, nodesUsing, type ProxyProfile, type RenderedConfig } from './index';
import { type BenchMesh, benchMesh, benchResource, benchRoute } from './testing/bench-mesh';

const profile: ProxyProfile = { dataplane: { mode: 'intercept' }, envoyVersion: [1, 40] };

function start(mesh: BenchMesh = benchMesh(30, 20)) {
  const translator = createTranslator();
  const snapshot = buildSnapshot(mesh.key, 1, mesh.resources);
  const render = (at: MeshSnapshot, name: string, directory: InstanceDirectory = mesh.directory): RenderedConfig =>
    translator.render({ snapshot: at, directory, resource: { kind: 'virtualNode', name }, profile });
  return {
    mesh,
    snapshot,
    render,
    clients: [...snapshot.virtualNodes.keys()].filter((name) => name.startsWith('vn-')),
  };
}

function find(snapshot: MeshSnapshot, ref: ResourceRef): Resource | undefined {
  if (ref.kind === 'route') return snapshot.routes.get(ref.parent ?? '')?.find((route) => route.name === ref.name);
  if (ref.kind === 'virtualNode') return snapshot.virtualNodes.get(ref.name);
  return undefined;
}

function change(snapshot: MeshSnapshot, after: Resource): { after: MeshSnapshot; changes: ResourceChange[] } {
  const ref = { kind: after.kind, name: after.name, ...(after.parent !== undefined && { parent: after.parent }) };
  const before = find(snapshot, ref);
  const changes = [{ ref, after, ...(before && { before }) }];
  const next = applyChanges(snapshot, snapshot.revision + 1, changes);
  if (!next) throw new Error('the mesh is gone');
  return { after: next, changes };
}

const weights = (index: number, second: number) =>
  benchResource(
    'route',
    `svc-${index}-route`.replace(/-(\d+)-/, (_, n: string) => `-${n.padStart(3, '0')}-`),
    benchRoute(index, second),
    `svc-${String(index).padStart(3, '0')}-router`,
  ) as Resource;

describe('a weight change', () => {
  it('changes one route configuration of the nodes that use the service, and nothing else', () => {
    const { snapshot, render, clients } = start();
    const before = new Map(clients.map((name) => [name, render(snapshot, name)]));
    const { after } = change(snapshot, weights(3, 17));
    const using = clients.filter((name) =>
      snapshot.virtualNodes
        .get(name)
        ?.spec.backends?.some((b) => b.virtualService?.virtualServiceName === 'svc-003.bench.local'),
    );
    expect(using.length).toBeGreaterThan(0);
    expect(using.length).toBeLessThan(clients.length);
    for (const name of clients) {
      const old = before.get(name);
      const now = render(after, name);
      expect(now.cluster).toBe(old?.cluster);
      expect(now.endpoint).toBe(old?.endpoint);
      expect(now.listener).toBe(old?.listener);
      if (!using.includes(name)) expect(now).toBe(old);
      else {
        expect(now.route.get('rds_ingress_http_8080')).toBe(old?.route.get('rds_ingress_http_8080'));
        expect(now.route.get('rds_egress_http_8080')?.version).not.toBe(
          old?.route.get('rds_egress_http_8080')?.version,
        );
      }
    }
  });

  it('gives the same version again when it is taken back', () => {
    const { snapshot, render } = start();
    const versionAt = (at: MeshSnapshot) => render(at, 'vn-000').route.get('rds_egress_http_8080')?.version;
    const before = versionAt(snapshot);
    const there = change(snapshot, weights(0, 1)).after;
    expect(versionAt(there)).not.toBe(before);
    expect(versionAt(change(there, weights(0, 50)).after)).toBe(before);
  });

  it('of a TCP route with Cloud Map targets changes endpoints alone', () => {
    const mesh = benchMesh(2, 1);
    const tcp = [{ portMapping: { port: 5000, protocol: 'tcp' as const } }];
    const targets = ['a', 'b'].map(
      (side) =>
        benchResource('virtualNode', `db-${side}`, {
          listeners: tcp,
          serviceDiscovery: { awsCloudMap: { namespaceName: 'bench.local', serviceName: `svc-000-${side}` } },
        }) as Resource,
    );
    const route = (first: number) =>
      benchResource(
        'route',
        'db',
        {
          tcpRoute: {
            action: {
              weightedTargets: [
                { virtualNode: 'db-a', weight: first },
                { virtualNode: 'db-b', weight: 10 },
              ],
            },
          },
        },
        'db',
      ) as Resource;
    const extra = [
      ...targets,
      benchResource('virtualRouter', 'db', { listeners: tcp }) as Resource,
      route(90),
      benchResource('virtualService', 'db.local', {
        provider: { virtualRouter: { virtualRouterName: 'db' } },
      }) as Resource,
      benchResource('virtualNode', 'caller', {
        backends: [{ virtualService: { virtualServiceName: 'db.local' } }],
      }) as Resource,
    ];
    const { snapshot, render } = start({ ...mesh, resources: [...mesh.resources, ...extra] });
    const before = render(snapshot, 'caller');
    const now = render(change(snapshot, route(0)).after, 'caller');
    expect(now.cluster).toBe(before.cluster);
    expect(now.listener).toBe(before.listener);
    expect(now.route).toBe(before.route);
    expect([...now.endpoint.values()].map((one) => one.version)).not.toEqual(
      [...before.endpoint.values()].map((one) => one.version),
    );
  });
});

describe('other changes', () => {
  it('of instances change one assignment', () => {
    const { mesh, snapshot, render } = start();
    const before = render(snapshot, 'vn-000');
    const added: Instance[] = [{ id: 'new', attributes: { AWS_INSTANCE_IPV4: '10.9.9.9' } }];
    const directory: InstanceDirectory = {
      instances: (namespace, service) =>
        service === 'svc-000-a' ? added : mesh.directory.instances(namespace, service),
    };
    const now = render(snapshot, 'vn-000', directory);
    expect(now.cluster).toBe(before.cluster);
    expect(now.listener).toBe(before.listener);
    expect(now.route).toBe(before.route);
    const changed = [...now.endpoint].filter(([name, resource]) => before.endpoint.get(name) !== resource);
    expect(changed.map(([name]) => name)).toEqual(['cds_egress_bench_svc-000-a_http_8080']);
  });

  it('that leave the spec alone leave every resource alone', () => {
    const { snapshot, render } = start();
    const before = render(snapshot, 'vn-000');
    const node = snapshot.virtualNodes.get('svc-000-a') as Resource;
    const now = render(change(snapshot, { ...node, version: 2, tags: [{ key: 'a', value: 'b' }] }).after, 'vn-000');
    for (const type of ['cluster', 'endpoint', 'listener', 'route'] as const) expect(now[type]).toBe(before[type]);
  });

  it('of a target in use push clusters and endpoints with their new names, and routes', () => {
    const { snapshot, render } = start();
    const node = snapshot.virtualNodes.get('svc-000-a') as Resource<'virtualNode'>;
    const listeners = [{ portMapping: { port: 9999, protocol: 'http' as const } }];
    const now = render(change(snapshot, { ...node, spec: { ...node.spec, listeners } }).after, 'vn-000');
    expect(now.cluster.has('cds_egress_bench_svc-000-a_http_9999')).toBe(true);
    expect(now.cluster.has('cds_egress_bench_svc-000-a_http_8080')).toBe(false);
    expect([...now.endpoint.keys()]).toContain('cds_egress_bench_svc-000-a_http_9999');
  });

  it('of instances are seen in a directory that counts its versions', () => {
    const { mesh, snapshot, render } = start();
    let instances = mesh.directory.instances('bench.local', 'svc-000-a');
    let version = 1;
    const directory: InstanceDirectory = {
      instances: (namespace, service) =>
        service === 'svc-000-a' ? instances : mesh.directory.instances(namespace, service),
      get version() {
        return version;
      },
    };
    const name = 'cds_egress_bench_svc-000-a_http_8080';
    const before = render(snapshot, 'vn-000', directory);
    expect(render(snapshot, 'vn-000', directory)).toBe(before);
    instances = [];
    version += 1;
    const after = render(snapshot, 'vn-000', directory);
    expect(after.endpoint.get(name)?.version).not.toBe(before.endpoint.get(name)?.version);
    expect(after.route).toBe(before.route);
  });

  it('give nothing to a gateway or node that the mesh does not have', () => {
    const { mesh, snapshot } = start();
    const input = { snapshot, directory: mesh.directory, profile };
    for (const resource of [
      { kind: 'virtualGateway', name: 'g' },
      { kind: 'virtualNode', name: 'no' },
    ] as const) {
      const config = createTranslator().render({ ...input, resource });
      expect(Object.values(config).map((map) => map.size)).toEqual([0, 0, 0, 0, 0]);
    }
  });
});

describe('the same model', () => {
  it('gives the same versions and bytes in another process of thought: nothing but the content counts', () => {
    const first = start(benchMesh(10, 3));
    const copy = structuredClone(benchMesh(10, 3).resources);
    const second = buildSnapshot(first.mesh.key, 7, copy.reverse());
    const a = first.render(first.snapshot, 'vn-001');
    const b = createTranslator().render({
      snapshot: second,
      directory: first.mesh.directory,
      resource: { kind: 'virtualNode', name: 'vn-001' },
      profile: structuredClone(profile),
    });
    for (const type of ['cluster', 'endpoint', 'listener', 'route'] as const) {
      expect([...b[type]].map(([name, resource]) => [name, resource.version])).toEqual(
        [...a[type]].map(([name, resource]) => [name, resource.version]),
      );
    }
  });
});

describe('who is concerned', () => {
  it('by a route: the callers of its services, exactly those whose rendering differs', () => {
    const { snapshot, render, clients } = start();
    const before = new Map(clients.map((name) => [name, render(snapshot, name)]));
    const { after, changes } = change(snapshot, weights(5, 99));
    const differing = clients.filter((name) => render(after, name) !== before.get(name));
    expect(differing.length).toBeGreaterThan(0);
    expect(affectedNodes(snapshot, after, changes)).toEqual(new Set(differing));
  });

  it('by a node: itself and its callers, but itself alone when callers see no difference', () => {
    const { snapshot } = start();
    const node = snapshot.virtualNodes.get('svc-001-a') as Resource<'virtualNode'>;
    const callers = nodesUsing(snapshot, 'bench.local', 'svc-001-a');
    expect(callers.size).toBeGreaterThan(0);
    const moved = change(snapshot, { ...node, spec: { ...node.spec, listeners: [] } });
    expect(affectedNodes(snapshot, moved.after, moved.changes)).toEqual(new Set(['svc-001-a', ...callers]));
    const logging = { accessLog: { file: { path: '/dev/stdout' } } };
    const logged = change(snapshot, { ...node, spec: { ...node.spec, logging } });
    expect(affectedNodes(snapshot, logged.after, logged.changes)).toEqual(new Set(['svc-001-a']));
    const tagged = change(snapshot, { ...node, tags: [{ key: 'a', value: 'b' }] });
    expect(affectedNodes(snapshot, tagged.after, tagged.changes)).toEqual(new Set());
  });

  it('by the mesh or its end: everyone', () => {
    const { snapshot } = start();
    const ref: ResourceRef = { kind: 'mesh', name: 'bench' };
    const everyone = new Set(snapshot.virtualNodes.keys());
    expect(affectedNodes(snapshot, undefined, [{ ref, before: snapshot.mesh }])).toEqual(everyone);
    expect(affectedNodes(undefined, snapshot, [{ ref, after: snapshot.mesh }])).toEqual(everyone);
  });

  it('by instances: callers of the nodes that are discovered by the service', () => {
    const { snapshot, clients } = start();
    expect(nodesUsing(snapshot, 'bench.local', 'svc-000-a')).toEqual(new Set(clients));
    expect(nodesUsing(snapshot, 'other', 'svc-000-a')).toEqual(new Set());
  });
});
