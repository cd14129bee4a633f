import { describe, expect, it } from 'vitest';
import { optionsAt } from './yaml-completion';

const labels = (shape: string, text: string) => {
  const lines = text.split('\n');
  return optionsAt(shape, lines.slice(0, -1), lines.at(-1) ?? '').map((option) => option.label);
};

describe('completion of YAML', () => {
  it('offers the members of the spec at its margin', () => {
    expect(labels('RouteSpec', 'pri')).toContain('priority');
    expect(labels('RouteSpec', 'priority: 1\nhttp')).toContain('httpRoute');
  });

  it('offers those of the place where the cursor stands', () => {
    const text =
      'httpRoute:\n  match:\n    prefix: /\n  action:\n    weightedTargets:\n      - virtualNode: a\n        ';
    expect(labels('RouteSpec', text)).toEqual(['port', 'virtualNode', 'weight']);
    expect(labels('RouteSpec', 'httpRoute:\n  match:\n    prefix: /\n  ')).toEqual([
      'action',
      'match',
      'retryPolicy',
      'timeout',
    ]);
    expect(labels('VirtualNodeSpec', 'listeners:\n  - ')).toContain('portMapping');
  });

  it('offers the values of an enum', () => {
    expect(labels('VirtualRouterSpec', 'listeners:\n  - portMapping:\n      protocol: ')).toEqual([
      'http',
      'tcp',
      'http2',
      'grpc',
    ]);
    expect(labels('MeshSpec', 'egressFilter:\n  type: DR')).toEqual(['ALLOW_ALL', 'DROP_ALL']);
  });

  it('offers nothing where the API knows nothing', () => {
    expect(labels('RouteSpec', 'unknown:\n  ')).toEqual([]);
    expect(labels('RouteSpec', 'priority: ')).toEqual([]);
  });
});
