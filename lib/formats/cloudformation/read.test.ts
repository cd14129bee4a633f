import { describe, expect, it } from 'vitest';
import { importFiles } from '../import-files';
import { goldenCases } from '../testing/golden';

goldenCases('cfn', import.meta.dirname);

const read = (text: string, values = {}) => importFiles('cfn', [{ name: 't', text }], { values });

describe('templates', () => {
  it('take values for parameters, pseudo parameters and attributes', () => {
    const text = `{"Parameters":{"Name":{"Type":"String"}},"Resources":{"M":{"Type":"AWS::AppMesh::Mesh","Properties":{
      "MeshName":{"Fn::Sub":"\${Name}-\${AWS::Region}"}}}}}`;
    const { resources, todo } = read(text, { Name: 'a', 'AWS::Region': 'eu-west-1' });
    expect(todo).toEqual([]);
    expect(resources).toEqual([{ type: 'Mesh', params: { meshName: 'a-eu-west-1' } }]);
  });

  it('name values that refer to one another in a circle', () => {
    const text = `Conditions: { A: !Condition B, B: !Condition A }
Resources: { M: { Type: AWS::AppMesh::Mesh, Condition: A, Properties: { MeshName: x } } }`;
    expect(read(text).todo).toMatchObject([{ where: 'Resources.M', kind: 'value-needed' }]);
  });

  it.each(['{}', 'a: 1', '', 'Resources: [', '- 1'])('that are none are unreadable: %s', (text) => {
    expect(read(text)).toMatchObject({
      resources: [],
      todo: [{ kind: expect.stringMatching('^(unreadable|wrong-format)$') }],
    });
  });
});
