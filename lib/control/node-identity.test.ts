import { describe, expect, it } from 'vitest';
import { locateMesh, parseNodeId } from './node-identity';

const home = { account: '000000000000', region: 'us-east-1' };

describe('parseNodeId', () => {
  it('reads the short form that the Kubernetes injector sends', () => {
    expect(parseNodeId('mesh/m/virtualNode/n')).toEqual({
      mesh: 'm',
      resource: { kind: 'virtualNode', name: 'n' },
    });
  });

  it('reads full ARNs of any partition', () => {
    expect(parseNodeId('arn:aws-cn:appmesh:cn-north-1:123456789012:mesh/m/virtualGateway/g')).toEqual({
      mesh: 'm',
      region: 'cn-north-1',
      account: '123456789012',
      resource: { kind: 'virtualGateway', name: 'g' },
    });
  });

  it('keeps slashes, spaces and Japanese in names', () => {
    expect(parseNodeId('mesh/店/virtualNode/注文 a/b')?.resource.name).toBe('注文 a/b');
  });

  it.each([
    '',
    'n',
    'mesh/m',
    'mesh/m/virtualNode',
    'mesh/m/virtualNode/',
    'mesh//virtualNode/n',
    'mesh/m/virtualRouter/r',
    'mash/m/virtualNode/n',
    'arn:aws:ecs:us-east-1:123456789012:mesh/m/virtualNode/n',
    'arn:aws:appmesh:us-east-1:12:mesh/m/virtualNode/n',
  ])('refuses %j', (id) => {
    expect(parseNodeId(id)).toBeUndefined();
  });
});

describe('locateMesh', () => {
  const identity = (id: string) => {
    const parsed = parseNodeId(id);
    if (!parsed) throw new Error(id);
    return parsed;
  };
  const key = (account: string, region = 'us-east-1', mesh = 'm') => ({ account, region, mesh });

  it('takes the short form as this control plane’s own account and region', () => {
    const own = key(home.account);
    expect(locateMesh(identity('mesh/m/virtualNode/n'), home, [key('111111111111'), own])).toEqual({ key: own });
  });

  it('takes the short form as the only mesh of that name', () => {
    const other = key('111111111111', 'eu-west-1');
    expect(locateMesh(identity('mesh/m/virtualNode/n'), home, [other, key(home.account, 'us-east-1', 'x')])).toEqual({
      key: other,
    });
  });

  it('says which ones there are when the short form could mean several', () => {
    const found = locateMesh(identity('mesh/m/virtualNode/n'), home, [key('111111111111'), key('222222222222')]);
    expect(found).toHaveProperty('problem', expect.stringContaining('111111111111'));
  });

  it('takes an ARN by its own account and region', () => {
    const wanted = key('222222222222');
    const arn = 'arn:aws:appmesh:us-east-1:222222222222:mesh/m/virtualNode/n';
    expect(locateMesh(identity(arn), home, [key('111111111111'), wanted])).toEqual({ key: wanted });
  });

  it('takes an ARN of a shared mesh’s child, whose account is the child’s owner', () => {
    const shared = key('111111111111');
    const arn = 'arn:aws:appmesh:us-east-1:999999999999:mesh/m/virtualNode/n';
    expect(locateMesh(identity(arn), home, [shared, key('111111111111', 'eu-west-1')])).toEqual({ key: shared });
  });

  it('does not take a mesh of another region for the ARN’s', () => {
    const arn = 'arn:aws:appmesh:eu-west-1:000000000000:mesh/m/virtualNode/n';
    const found = locateMesh(identity(arn), home, [key('000000000000')]);
    expect(found).toHaveProperty('problem', expect.stringContaining('us-east-1'));
  });

  it('says that a mesh does not exist', () => {
    expect(locateMesh(identity('mesh/x/virtualNode/n'), home, [key(home.account)])).toEqual({
      problem: 'mesh "x" does not exist here',
    });
  });
});
