import { describe, expect, it } from 'vitest';
import { API_TABLE, KINDS, validateSpec } from '@/lib/model';
import { initialOf } from './initial';
import { layoutOf } from './layout';
import { startSpec } from './start-spec';

describe('what a new resource starts with', () => {
  it('is complete but for names that only a person knows', () => {
    const open = KINDS.map((kind) => [
      kind,
      validateSpec(kind, startSpec(kind, undefined, undefined)).map((v) => v.path),
    ]);
    expect(Object.fromEntries(open)).toEqual({
      mesh: [],
      virtualNode: [],
      virtualRouter: [],
      route: ['httpRoute.action.weightedTargets[0].virtualNode'],
      virtualService: [],
      virtualGateway: [],
      gatewayRoute: ['httpRoute.action.target.virtualService.virtualServiceName'],
    });
  });

  it('has health checks and policies that the API takes as they are', () => {
    const listener = {
      portMapping: { port: 8080, protocol: 'http' },
      healthCheck: initialOf('HealthCheckPolicy'),
      outlierDetection: initialOf('OutlierDetection'),
    };
    expect(validateSpec('virtualNode', { listeners: [listener] })).toEqual([]);
  });
});

describe('the layout', () => {
  it('names members that the API has', () => {
    const wrong = Object.entries(API_TABLE.shapes).flatMap(([name, shape]) => {
      const { order = [], more = [] } = layoutOf(name);
      const isOwn = shape.type === 'structure' && !name.startsWith('VirtualGateway');
      return isOwn ? [...order, ...more].filter((m) => !shape.members?.[m]).map((m) => `${name}.${m}`) : [];
    });
    expect(wrong.filter((w) => !/^(Http|Grpc)(Gateway)?RouteMatch\./.test(w))).toEqual([]);
  });
});
