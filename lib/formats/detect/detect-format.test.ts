import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectFormat } from './detect-format';

const FOLDERS = { 'cli-json': 'cli', 'crd-yaml': 'crd', cloudformation: 'cfn', terraform: 'tf' } as const;

describe('detectFormat', () => {
  it.each(Object.entries(FOLDERS))('knows every file of our test data of %s', (folder, format) => {
    const testdata = path.join(import.meta.dirname, '..', folder, 'testdata');
    const files = readdirSync(testdata, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.\w+$/.test(name) && !name.endsWith('out.json'),
    );
    expect(files.length).toBeGreaterThan(0);
    const wrong = files.filter(
      (name) => detectFormat({ name, text: readFileSync(path.join(testdata, name), 'utf8') }) !== format,
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['pasted', '{"meshName":"shop"}', 'cli'],
    ['pasted', 'apiVersion: appmesh.k8s.aws/v1beta2\nkind: Mesh\n', 'crd'],
    ['pasted', 'Resources:\n  Mesh:\n    Type: AWS::AppMesh::Mesh\n', 'cfn'],
    ['pasted', '\nresource "aws_appmesh_mesh" "m" {\n  name = "m"\n}\n', 'tf'],
    ['plan.json', '{"format_version":"1.2","planned_values":{}}', 'tf'],
    ['deploy.yaml', 'apiVersion: apps/v1\nkind: Deployment\n', 'crd'],
    ['main.tf', 'locals {}\n', 'tf'],
    ['v1beta2/manifest.yaml.template', 'apiVersion: appmesh.k8s.aws/v1beta2\nkind: Mesh\n', 'crd'],
    ['folder.d/pasted', '{"meshName":"shop"}', 'cli'],
    ['mesh.json', '{}', 'cli'],
  ])('%s: %s', (name, text, format) => {
    expect(detectFormat({ name, text })).toBe(format);
  });

  it.each([
    ['README.md', '# spec: how to use the mesh\nkubectl apply\n'],
    ['docs/how-to.md', '```\napiVersion: appmesh.k8s.aws/v1beta2\nkind: Mesh\n```\n'],
    ['deploy.sh', 'cat <<EOF\nType: AWS::AppMesh::Mesh\nEOF\n'],
    ['deploy.sh', 'aws appmesh create-mesh --mesh-name m\n'],
    ['package.json', '{"name":"app","version":"1.0.0"}'],
    ['pasted', 'hello'],
    ['pasted', ''],
  ])('%s is none of ours', (name, text) => {
    expect(detectFormat({ name, text })).toBeUndefined();
  });
});
