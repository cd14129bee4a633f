import { describe, expect, it } from 'vitest';
import { identityKey, peerHost, platformOf } from './proxy-identity';

describe('platformOf', () => {
  it.each([
    [
      { ecsPlatformInfo: { ecsTaskArn: 'arn:task/1' }, AvailabilityZone: 'a' },
      { platform: 'ECS', identity: 'arn:task/1' },
    ],
    [{ k8sPlatformInfo: { podUid: 'uid-1', k8sVersion: 'v1.30' } }, { platform: 'EKS', identity: 'uid-1' }],
    [{ AvailabilityZone: 'us-east-1a' }, { platform: 'EC2', identity: '' }],
    [{ systemInfo: {} }, { platform: '', identity: '' }],
    ['nonsense', { platform: '', identity: '' }],
  ])('reads %j', (info, expected) => {
    expect(platformOf({ 'aws.appmesh.platformInfo': info })).toEqual(expected);
  });

  it('is empty without metadata', () => {
    expect(platformOf({})).toEqual({ platform: '', identity: '' });
  });
});

describe('identityKey', () => {
  const node = { id: 'mesh/m/virtualNode/n', metadata: { a: 1, b: { c: 2 } } };

  it('is the same over another connection of the same proxy', () => {
    const again = { id: node.id, metadata: { b: { c: 2 }, a: 1 } };
    expect(identityKey(again, { address: '10.0.0.1:2' })).toBe(identityKey(node, { address: '10.0.0.1:1' }));
  });

  it('tells replicas apart by host and by metadata', () => {
    const key = identityKey(node, { address: '10.0.0.1:1' });
    expect(identityKey(node, { address: '10.0.0.2:1' })).not.toBe(key);
    expect(identityKey({ id: node.id, metadata: { a: 2 } }, { address: '10.0.0.1:1' })).not.toBe(key);
  });
});

describe('peerHost', () => {
  it('drops the port', () => {
    expect(peerHost({ address: '10.0.0.1:41234' })).toBe('10.0.0.1');
    expect(peerHost({ address: '[::1]:41234' })).toBe('[::1]');
    expect(peerHost({ address: 'unix:7' })).toBe('unix');
  });
});
