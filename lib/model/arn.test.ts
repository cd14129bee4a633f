import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arnOf, parseArn } from './arn';
import { KINDS, type ResourceRef } from './kinds';

const mesh = { account: '111122223333', region: 'eu-central-1', mesh: 'my mesh' };
const NAMES = ['n', 'a:b', '日本', 'a/b', 'x/route/y', 'x/gatewayRoute/y'];

function refs(kind: (typeof KINDS)[number]): ResourceRef[] {
  if (kind === 'mesh') return [{ kind, name: mesh.mesh }];
  if (kind !== 'route' && kind !== 'gatewayRoute') return NAMES.map((name) => ({ kind, name }));
  return NAMES.flatMap((parent) => NAMES.map((name) => ({ kind, parent, name })));
}

describe('ARNs', () => {
  it('have the recorded forms', () => {
    const base = 'arn:aws:appmesh:eu-central-1:111122223333:mesh/my mesh';
    expect(arnOf(mesh, { kind: 'mesh', name: 'my mesh' })).toBe(base);
    expect(arnOf(mesh, { kind: 'virtualNode', name: 'n' })).toBe(`${base}/virtualNode/n`);
    expect(arnOf(mesh, { kind: 'route', parent: 'r', name: 'x' })).toBe(`${base}/virtualRouter/r/route/x`);
    expect(arnOf(mesh, { kind: 'gatewayRoute', parent: 'g', name: 'x' })).toBe(
      `${base}/virtualGateway/g/gatewayRoute/x`,
    );
    expect(arnOf(mesh, { kind: 'virtualNode', name: 'n' }, '999999999999')).toContain(':999999999999:mesh/my mesh/');
  });

  it.each(KINDS)('of a %s are read back, whatever the name', (kind) => {
    for (const ref of refs(kind)) {
      const parsed = parseArn(arnOf(mesh, ref, '999999999999'));
      expect(parsed).toMatchObject({ account: '999999999999', region: mesh.region, mesh: mesh.mesh });
      expect(parsed?.refs).toContainEqual(ref);
    }
  });

  it.each([
    '',
    'mesh/m',
    'arn:aws:ecs:eu-central-1:111122223333:mesh/m',
    'arn:aws:appmesh:eu-central-1:1111:mesh/m',
    'arn:aws:appmesh:eu-central-1:111122223333:mesh/',
    'arn:aws:appmesh:eu-central-1:111122223333:mesh/m/',
    'arn:aws:appmesh:eu-central-1:111122223333:mesh/m/virtualNode/',
    'arn:aws:appmesh:eu-central-1:111122223333:mesh/m/route/x',
  ])('refuses %s', (arn) => {
    expect(parseArn(arn)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseArn(`arn:aws:appmesh:x:111122223333:mesh/${text}`)));
  });
});
