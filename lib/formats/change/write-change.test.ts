import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { importFiles, type MeshResource, writeChange } from '@/lib/formats';
import { refKey } from '@/lib/model';

const http = [{ portMapping: { port: 8080, protocol: 'http' } }];
const resource = (kind: MeshResource['kind'], name: string, spec: object, parent?: string): MeshResource => ({
  kind,
  name,
  ...(parent && { parent }),
  spec: { ...spec },
  tags: [],
});
const route = (a: number, b: number) => ({
  httpRoute: {
    match: { prefix: '/' },
    action: {
      weightedTargets: [
        { virtualNode: 'a', weight: a },
        { virtualNode: "b's", weight: b },
      ],
    },
  },
});
const common = [
  resource('mesh', 'shop', {}),
  resource('virtualNode', 'a', { listeners: http }),
  resource('virtualNode', "b's", { listeners: http }),
  resource('virtualRouter', 'r', { listeners: http }),
  resource('virtualService', 's.local', {}),
];
const before = [...common, resource('route', 'all', route(100, 0), 'r')];
const after = [
  ...common.filter(({ name }) => name !== 's.local'),
  resource('route', 'all', route(95, 5), 'r'),
  { ...resource('virtualNode', 'new', { listeners: http }), tags: [{ key: 'team', value: 'x' }] },
];
const changes = [
  { ref: { kind: 'virtualNode', name: 'new' }, op: 'added' },
  { ref: { kind: 'route', parent: 'r', name: 'all' }, op: 'changed' },
  { ref: { kind: 'virtualService', name: 's.local' }, op: 'removed' },
] as const;
const input = { mesh: 'shop', changes, before, after };

describe('writeChange', () => {
  it('writes AWS CLI commands that a shell reads as they are meant', () => {
    const { text, count } = writeChange('cli', input);
    expect(count).toBe(3);
    const script = `aws() { printf '%s\\0' "$@"; printf '\\n'; }\n${text}`;
    const calls = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0\n').filter(Boolean);
    const words = calls.map((call) => call.split('\0'));
    expect(words.map((call) => call.slice(0, 3))).toEqual([
      ['appmesh', 'create-virtual-node', '--cli-input-json'],
      ['appmesh', 'update-route', '--cli-input-json'],
      ['appmesh', 'delete-virtual-service', '--mesh-name'],
    ]);
    expect(JSON.parse(words[0]?.[3] ?? '')).toMatchObject({ virtualNodeName: 'new', tags: [{ key: 'team' }] });
    expect(JSON.parse(words[1]?.[3] ?? '')).toEqual({
      meshName: 'shop',
      virtualRouterName: 'r',
      routeName: 'all',
      spec: route(95, 5),
    });
    expect(words[2]?.slice(2)).toEqual(['--mesh-name', 'shop', '--virtual-service-name', 's.local']);
  });

  it('writes whole Kubernetes objects of what differs, a route with its router', () => {
    const { text, count } = writeChange('crd', input);
    expect(count).toBe(3);
    expect(text).toMatch(/^# kubectl delete virtualservice\.appmesh\.k8s\.aws s-local --namespace shop\n---\n/);
    const objects = [...text.matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind);
    expect(objects).toEqual(['VirtualNode', 'VirtualRouter']);
    expect(text).toContain('weight: 95');
    // Names are those that the whole mesh has, so that what is there is updated.
    expect(text).toMatch(/virtualNodeRef:\n\s+name: b-s/);
  });

  it('writes resources of a template, and says what is to be taken out', () => {
    const { text, count, lost } = writeChange('cfn', input);
    expect(count).toBe(3);
    const names = importFiles('cfn', [{ name: 't.json', text }]).resources.map(({ type }) => type);
    expect(names).toEqual(['VirtualNode', 'Route']);
    expect(lost.map(({ where }) => where)).toEqual(['VirtualService s.local']);
  });

  it('has nothing to write where nothing differs', () => {
    const nothing = { ...input, changes: [], after: before };
    for (const format of ['cli', 'crd', 'cfn'] as const) {
      expect(writeChange(format, nothing)).toMatchObject({ text: '', count: 0 });
    }
    expect(new Set(before.map(refKey)).size).toBe(before.length);
  });
});
