import { describe, expect, it } from 'vitest';
import type { CredentialRecord, ProvenIdentity } from './credential';
import { decideClaim } from './decide-claim';
import { coversResource, matches, resourcePatternProblem } from './resource-pattern';

const home = { account: '111122223333', region: 'eu-central-1' };
const claim = (name = 'front', mesh = 'shop', kind: 'virtualNode' | 'virtualGateway' = 'virtualNode') => ({
  mesh: { ...home, mesh },
  resource: { kind, name },
});

describe('patterns of resources', () => {
  it.each([
    ['mesh/shop/virtualNode/front', claim(), true],
    ['mesh/shop/virtualNode/*', claim('a/b'), true],
    ['mesh/shop/virtualNode/fro*', claim(), true],
    ['mesh/shop/virtualNode/*nt', claim(), true],
    ['mesh/*/virtualNode/front', claim('front', 'any'), true],
    ['mesh/shop/*/front', claim('front', 'shop', 'virtualGateway'), true],
    ['arn:aws:appmesh:eu-central-1:111122223333:mesh/shop/virtualNode/front', claim(), true],
    ['arn:aws:appmesh:eu-central-1:*:mesh/shop/virtualNode/front', claim(), true],
    ['mesh/shop/virtualNode/front', claim('front2'), false],
    ['mesh/shop/virtualNode/f.ont', claim(), false],
    ['mesh/shop/virtualNode/front', claim('front', 'shop', 'virtualGateway'), false],
    ['mesh/s*/virtualNode/front', claim('front', 'a'), false],
    ['arn:aws:appmesh:us-east-1:111122223333:mesh/shop/virtualNode/front', claim(), false],
    ['arn:aws:appmesh:eu-central-1:999999999999:mesh/shop/virtualNode/front', claim(), false],
  ])('%s and %o: %s', (pattern, claimed, expected) => {
    expect(resourcePatternProblem(pattern)).toBeUndefined();
    expect(coversResource(pattern, claimed, home)).toBe(expected);
  });

  it('in the short form mean no mesh of another account', () => {
    const foreign = { mesh: { ...home, account: '999999999999', mesh: 'shop' }, resource: claim().resource };
    expect(coversResource('mesh/shop/virtualNode/*', foreign, home)).toBe(false);
  });

  it.each([
    '',
    '*',
    'mesh/shop',
    'mesh/shop/route/x',
    'mesh//virtualNode/x',
    'mesh/shop/virtualNode/',
    'arn:aws:s3:::x',
  ])('are not %j', (pattern) => {
    expect(resourcePatternProblem(pattern)).toContain('is neither');
    expect(coversResource(pattern, claim(), home)).toBe(false);
  });

  it('match without backtracking for ever, and a star of a subject stays between slashes', () => {
    expect(matches(`${'*a'.repeat(20)}b`, 'a'.repeat(200))).toBe(false);
    expect(matches('a*a', 'a')).toBe(false);
    expect(matches('a*b*c', 'aXbbYc')).toBe(true);
    expect(matches('spiffe://x/*', 'spiffe://x/a')).toBe(true);
    expect(matches('spiffe://x/*', 'spiffe://x/a/b')).toBe(false);
  });
});

const RECORD: CredentialRecord = {
  ...home,
  id: '1',
  method: 'certificate',
  name: 'n',
  subject: 'spiffe://x/front',
  resources: ['mesh/shop/virtualNode/front'],
  createdAt: 0,
  createdBy: 'ada',
};
const IDENTITY: ProvenIdentity = {
  method: 'certificate',
  subjects: ['front.x', 'spiffe://x/front'],
  shown: 'spiffe://x/front',
};

describe('decideClaim', () => {
  const decide = (records: CredentialRecord[], identity = IDENTITY, now = 100) =>
    decideClaim(records, identity, claim(), { home, now });

  it('lets in until the later of the fitting records ends, but not beyond what was shown', () => {
    expect(decide([RECORD])).toEqual({ ok: true, credential: RECORD });
    const longer = { ...RECORD, id: '2', expiresAt: 900 };
    expect(decide([{ ...RECORD, expiresAt: 200 }, longer])).toMatchObject({ credential: longer, until: 900 });
    expect(decide([longer], { ...IDENTITY, expiresAt: 300 })).toMatchObject({ until: 300 });
  });

  it('counts only records of this method and subject', () => {
    const others: CredentialRecord[] = [
      { ...RECORD, method: 'kubernetes' },
      { ...RECORD, subject: 'spiffe://x/fro' },
    ];
    expect(decide(others)).toMatchObject({ code: 7, reason: 'nothing-granted' });
  });

  it('tells ended records (16) from live ones that do not cover the resource (7)', () => {
    expect(decide([{ ...RECORD, revokedAt: 1 }])).toMatchObject({ code: 16, reason: 'revoked' });
    expect(decide([{ ...RECORD, expiresAt: 100 }])).toMatchObject({ code: 16, reason: 'expired' });
    const elsewhere = { ...RECORD, resources: ['mesh/shop/virtualNode/back'] };
    expect(decide([{ ...RECORD, revokedAt: 1 }, elsewhere])).toMatchObject({ code: 7, reason: 'other-resource' });
  });
});
