import { describe, expect, it } from 'vitest';
import type { ApiResource } from '@/lib/model';
import { EMPTY_ANSWERS, requestOf } from './question';

const resource = (kind: 'virtualNode' | 'virtualGateway', ports: number[]) =>
  ({
    kind,
    name: 'back',
    spec: { listeners: ports.map((port) => ({ portMapping: { port, protocol: 'http' } })) },
  }) as unknown as ApiResource;
const node = resource('virtualNode', [8080, 9090]);

describe('the request that the form means', () => {
  it('leaves to the control plane what nobody entered', () => {
    expect(requestOf(node, EMPTY_ANSWERS)).toEqual({
      request: {
        kind: 'virtualNode',
        name: 'back',
        credential: { type: 'none' },
        options: { dataplane: { mode: 'intercept' } },
      },
    });
  });

  it.each([
    ['mesh.internal:18000', { host: 'mesh.internal', port: 18000 }],
    ['[::1]:18000', { host: '::1', port: 18000 }],
    ['unix:/run/xds.sock', { socket: '/run/xds.sock' }],
  ])('reads the address %s', (controlPlane, expected) => {
    expect(requestOf(node, { ...EMPTY_ANSWERS, controlPlane })).toMatchObject({ request: { controlPlane: expected } });
  });

  it('gives each listener a port of its own, and a gateway no application', () => {
    const explicit = { ...EMPTY_ANSWERS, mode: 'explicit' as const, ingressPorts: { 9090: '21001' } };
    expect(requestOf(node, explicit)).toMatchObject({
      request: {
        options: {
          dataplane: {
            listeners: [
              { port: 8080, ingressPort: 16000, appPort: 8080 },
              { port: 9090, ingressPort: 21001, appPort: 9090 },
            ],
          },
        },
      },
    });
    const gateway = requestOf(resource('virtualGateway', [80]), explicit);
    expect(JSON.stringify(gateway)).not.toContain('appPort');
  });

  it.each([
    [{ controlPlane: 'nowhere' }, 'controlPlane'],
    [{ mode: 'explicit', address: 'localhost' }, 'options.dataplane.address'],
    [{ mode: 'explicit', egressPort: 'x' }, 'options.dataplane.egressPort'],
    [{ credential: 'token-file', tokenFile: 'relative' }, 'credential.file'],
  ] as const)('names what is not right in %j', (change, member) => {
    const made = requestOf(node, { ...EMPTY_ANSWERS, ...change });
    expect('wrong' in made && made.wrong.some((path) => path.startsWith(member))).toBe(true);
  });
});
