import { describe, expect, it } from 'vitest';
import { importFiles } from '../import-files';
import { goldenCases } from '../testing/golden';

goldenCases('tf', import.meta.dirname);

const read = (text: string, values = {}) => importFiles('tf', [{ name: 't', text }], { values });

describe('HCL', () => {
  it('takes values for variables and expressions', () => {
    const text = `variable "a" {}\nresource "aws_appmesh_mesh" "m" { name = "\${var.a}-\${lower("B")}" }`;
    expect(read(text, { a: 'x', 'lower("B")': 'b' })).toEqual({
      resources: [{ type: 'Mesh', params: { meshName: 'x-b' } }],
      todo: [],
    });
  });

  it('reads heredocs, escapes and comments', () => {
    const text =
      'resource "aws_appmesh_mesh" "m" { // one\n name = "\u0061"\n tags = {\n k = <<-E\n   a\\b\n   E\n }\n /* two */ }';
    const params = { meshName: 'a', tags: [{ key: 'k', value: 'a\\b\n' }] };
    expect(read(text).resources).toEqual([{ type: 'Mesh', params }]);
  });

  it('reads the form that the provider had before 2.3', () => {
    const text = `resource "aws_appmesh_virtual_node" "n" {
  name = "n"
  mesh_name = "m"
  spec {
    backends = ["a.local"]
    service_discovery {
      dns {
        service_name = "n.local"
      }
    }
  }
}`;
    const spec = {
      backends: [{ virtualService: { virtualServiceName: 'a.local' } }],
      serviceDiscovery: { dns: { hostname: 'n.local' } },
    };
    expect(read(text)).toEqual({
      resources: [{ type: 'VirtualNode', params: { virtualNodeName: 'n', meshName: 'm', spec } }],
      todo: [],
    });
  });

  it('names values that refer to one another in a circle', () => {
    const { todo } = read(
      'locals {\n a = local.b\n b = local.a\n}\nresource "aws_appmesh_mesh" "m" { name = local.a }',
    );
    expect(todo).toMatchObject([{ kind: 'not-expressible', variable: 'circular reference' }]);
  });

  it.each([
    ['resource "a" "b" {', 'line 1'],
    ['a = [1,\n', 'line 1'],
    ['a = 1\na = 2', 'line 2'],
    ['{"values": {}}', ''],
    ['[]', ''],
    ['x { y = @ }', 'line 1'],
    [`a = "${'${"'.repeat(100_000)}`, 'line 1'],
  ])('that is none is unreadable: %.30s', (text, where) => {
    const { resources, todo } = read(text);
    expect(resources).toEqual([]);
    expect(todo).toMatchObject([
      { kind: expect.stringMatching('^(unreadable|wrong-format)$'), where: expect.stringContaining(where) },
    ]);
  });
});
