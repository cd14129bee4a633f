import { describe, expect, it } from 'vitest';
import { type CredentialForm, inputOf, newForm, withPattern, wrongPattern } from './credential-form';

const REQUEST = '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----';
const NODE = 'mesh/shop/virtualNode/checkout';
const form: CredentialForm = { ...newForm('shop'), name: ' checkout ', resources: NODE };
const DAY_MS = 24 * 3600 * 1000;

const made = (change: Partial<CredentialForm>) => inputOf({ ...form, ...change }, 1000);

describe('a form for a credential', () => {
  it('becomes a token with an end, or without', () => {
    const token = { name: 'checkout', method: 'token', resources: [NODE] };
    expect(made({})).toEqual({ ...token, expiresAt: 1000 + 90 * DAY_MS });
    expect(made({ days: '', subject: 'left over', request: REQUEST })).toEqual(token);
  });

  it('becomes a certificate of ours, for our key or for that of a request', () => {
    const certificate = { name: 'checkout', method: 'certificate', resources: [NODE] };
    expect(made({ method: 'certificate' })).toEqual({ ...certificate, issue: { days: 90 } });
    expect(made({ method: 'certificate', source: 'request', request: `${REQUEST}\n` })).toEqual({
      ...certificate,
      issue: { days: 90, request: REQUEST },
    });
  });

  it('becomes one that others issue, by its name', () => {
    expect(made({ method: 'certificate', source: 'other', subject: ' a.org ', days: '' })).toEqual({
      name: 'checkout',
      method: 'certificate',
      resources: [NODE],
      subject: 'a.org',
    });
    expect(made({ method: 'kubernetes', source: 'newKey', subject: 'shop/checkout' })).toMatchObject({
      method: 'kubernetes',
      subject: 'shop/checkout',
    });
  });

  it.each<Partial<CredentialForm>>([
    { name: ' ' },
    { resources: '\n' },
    { resources: 'mesh/shop/virtualNode/' },
    { resources: `${NODE}\nanything` },
    { method: 'certificate', days: '' },
    { method: 'certificate', source: 'request' },
    { method: 'certificate', source: 'request', request: 'no request' },
    { method: 'certificate', source: 'other' },
    { method: 'ecs' },
  ])('is not ready with %o', (change) => {
    expect(made(change)).toBeUndefined();
  });

  it('tells the line that is no pattern, and takes patterns in place of one that is begun', () => {
    expect(wrongPattern(`${NODE}\n nothing `)).toBe('nothing');
    expect(wrongPattern(NODE)).toBeUndefined();
    expect(withPattern('mesh/shop/virtualNode/', NODE)).toBe(NODE);
    expect(withPattern(`${NODE}\nx`, 'mesh/*/virtualNode/*')).toBe(`${NODE}\nx\nmesh/*/virtualNode/*`);
    expect(withPattern(NODE, NODE)).toBe(NODE);
  });
});
