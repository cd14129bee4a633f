import { describe, expect, it } from 'vitest';
import { KIND_INFO, KINDS, operationOf, validateInput } from '@/lib/model';
import { deleteCall, saveCall, tagCalls } from './app-mesh';

describe('calls of the App Mesh API', () => {
  it('name a route by its mesh, its router and itself', () => {
    const target = { mesh: 'm', kind: 'route', parent: 'r', name: 'x' } as const;
    expect(saveCall('create', target, { priority: 1 }, [{ key: 'a', value: 'b' }])).toEqual({
      operation: 'CreateRoute',
      input: {
        meshName: 'm',
        virtualRouterName: 'r',
        routeName: 'x',
        spec: { priority: 1 },
        tags: [{ key: 'a', value: 'b' }],
      },
    });
    expect(deleteCall(target)).toEqual({
      operation: 'DeleteRoute',
      input: { meshName: 'm', virtualRouterName: 'r', routeName: 'x' },
    });
  });

  it('turn tags into others, removing first, and say nothing where they are the same', () => {
    const arn = 'arn:aws:appmesh:eu-west-1:111122223333:mesh/m';
    const [a, b] = [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ];
    expect(tagCalls(arn, [a, b], [b, a])).toEqual([]);
    expect(tagCalls(arn, [a], [b])).toEqual([
      { operation: 'UntagResource', input: { resourceArn: arn, tagKeys: ['a'] } },
      { operation: 'TagResource', input: { resourceArn: arn, tags: [b] } },
    ]);
    for (const { operation, input } of tagCalls(arn, [a], [b])) expect(validateInput(operation, input)).toEqual([]);
  });

  it('are operations of the API and carry every name that it asks for', () => {
    for (const kind of KINDS) {
      const parent = KIND_INFO[kind].parent && 'parent';
      const target = { mesh: 'm', kind, name: kind === 'mesh' ? 'm' : 'x', ...(parent && { parent }) };
      for (const call of [saveCall('create', target, {}), saveCall('edit', target, {}), deleteCall(target)]) {
        expect(operationOf(call.operation), call.operation).toBeDefined();
        const missing = validateInput(call.operation, call.input).filter(
          (v) => v.code === 'required' && v.path.endsWith('Name'),
        );
        expect(missing, call.operation).toEqual([]);
      }
    }
  });

  it('leave tags out of updates, which cannot carry them', () => {
    const { input } = saveCall('edit', { mesh: 'm', kind: 'virtualNode', name: 'x' }, {}, [{ key: 'a', value: 'b' }]);
    expect(input).not.toHaveProperty('tags');
  });
});
