import { describe, expect, it } from 'vitest';
import { importFiles, importMixed } from './import-files';
import { IMPORT_FORMATS } from './types';

const read = (format: (typeof IMPORT_FORMATS)[number], text: string) => importFiles(format, [{ name: 'x', text }]);

describe.each(IMPORT_FORMATS)('%s', (format) => {
  it('has a limit on size', () => {
    const { resources, todo } = read(format, `a: "${'x'.repeat(5 * 1024 * 1024)}"`);
    expect(resources).toEqual([]);
    expect(todo).toMatchObject([{ file: 'x', kind: 'unreadable', message: expect.stringContaining('too large') }]);
  });

  it('has a limit on depth', () => {
    for (const text of [`[${'['.repeat(150)}`, `{"Resources":${'{"a":'.repeat(150)}`, `a = ${'['.repeat(150)}`]) {
      const kind = expect.stringMatching('^(unreadable|wrong-format)$');
      expect(read(format, text)).toMatchObject({ resources: [], todo: [{ kind }] });
    }
  });

  it('reads the other files when one is unreadable', () => {
    const good = {
      cli: '{"meshName":"m"}',
      crd: 'apiVersion: appmesh.k8s.aws/v1beta2\nkind: Mesh\nmetadata: { name: m }',
      cfn: 'Resources: { M: { Type: AWS::AppMesh::Mesh, Properties: { MeshName: m } } }',
      tf: 'resource "aws_appmesh_mesh" "m" { name = "m" }',
    }[format];
    const { resources, todo } = importFiles(format, [
      { name: 'bad', text: '{ "a" ' },
      { name: 'good', text: good },
    ]);
    expect(resources).toMatchObject([{ type: 'Mesh', params: { meshName: 'm' } }]);
    expect(todo).toMatchObject([{ file: 'bad', kind: 'unreadable' }]);
  });
});

describe('an alias bomb', () => {
  const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`);

  it.each(['crd', 'cfn'] as const)('stops: %s', (format) => {
    const { todo } = read(format, ['l0: &l0 [lol]', ...levels].join('\n'));
    expect(todo).toMatchObject([{ kind: 'unreadable', message: expect.stringContaining('aliases') }]);
  });

  it('stops also when it comes in many documents, each of them small enough', () => {
    const small = ['l0: &l0 [lol]', ...levels.slice(0, 5)].join('\n');
    const text = Array(40).fill(small).join('\n---\n');
    const stopped = read('crd', text).todo.filter(({ message }) => message.includes('aliases'));
    expect(stopped.length).toBeGreaterThan(30);
  });
});

describe('files of several formats', () => {
  const mesh = { name: 'mesh.json', text: '{"meshName":"shop"}', format: 'cli' } as const;
  const template = (spec: string) => ({
    name: 'stack.yaml',
    text: `Resources: { S: { Type: AWS::AppMesh::VirtualService, Properties: { MeshName: shop, VirtualServiceName: a.local, Spec: ${spec} } } }`,
    format: 'cfn' as const,
  });

  it('are one whole: parents first, and names lead from one to another', () => {
    const router = { name: 'r.json', format: 'cli', text: JSON.stringify(ROUTER) } as const;
    const provider = '{ Provider: { VirtualRouter: { VirtualRouterName: r } } }';
    const { resources, todo } = importMixed([template(provider), router, mesh]);
    expect(todo).toEqual([]);
    expect(resources.map(({ type }) => type)).toEqual(['Mesh', 'VirtualRouter', 'VirtualService']);
  });

  it('name what leads nowhere', () => {
    const { todo } = importMixed([mesh, template('{ Provider: { VirtualRouter: { VirtualRouterName: gone } } }')]);
    expect(todo).toMatchObject([{ kind: 'dangling', needs: { type: 'VirtualRouter', name: 'gone' } }]);
  });

  it('do not define one resource twice', () => {
    const text =
      '{"meshName":"shop","virtualServiceName":"a.local","spec":{"provider":{"virtualNode":{"virtualNodeName":"n"}}}}';
    const { resources, todo } = importMixed([template('{}'), mesh, { name: 's.json', text, format: 'cli' }]);
    expect(resources.map(({ type }) => type)).toEqual(['Mesh']);
    expect(todo.map(({ kind, file }) => [kind, file])).toEqual([
      ['conflict', 's.json'],
      ['conflict', 'stack.yaml'],
    ]);
  });
});

const ROUTER = {
  meshName: 'shop',
  virtualRouterName: 'r',
  spec: { listeners: [{ portMapping: { port: 80, protocol: 'http' } }] },
};
