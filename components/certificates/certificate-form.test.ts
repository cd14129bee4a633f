import { describe, expect, it } from 'vitest';
import { type CertificateForm, inputOf, namesOf, type Way } from './certificate-form';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const KEY = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
const form: CertificateForm = {
  arn: '',
  certificate: CERTIFICATE,
  privateKey: KEY,
  names: 'a.local\nspiffe://shop/a',
  days: 365,
};

const errorsOf = (way: Way, change: Partial<CertificateForm>) => {
  const result = inputOf(way, { ...form, ...change });
  return 'errors' in result ? result.errors : {};
};

describe('a form for a certificate', () => {
  it('becomes what the control plane takes; an empty ARN is none', () => {
    expect(inputOf('import', form)).toEqual({ input: { import: { certificate: CERTIFICATE, privateKey: KEY } } });
    expect(inputOf('trust', { ...form, arn: ' arn:aws:x ' })).toEqual({
      input: { trust: { arn: 'arn:aws:x', certificate: CERTIFICATE } },
    });
    expect(inputOf('issue', form)).toEqual({ input: { issue: { names: ['a.local', 'spiffe://shop/a'], days: 365 } } });
  });

  it.each<[Way, Partial<CertificateForm>, object]>([
    ['import', { certificate: '', privateKey: ' ' }, { certificate: 'required', privateKey: 'required' }],
    ['import', { certificate: KEY }, { certificate: 'noCertificate' }],
    ['import', { certificate: CERTIFICATE.replace('-----END CERTIFICATE-----', '') }, { certificate: 'noCertificate' }],
    ['import', { certificate: 'x'.repeat(65_537) }, { certificate: 'tooLong' }],
    ['import', { privateKey: CERTIFICATE }, { privateKey: 'noKey' }],
    ['import', { privateKey: KEY.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE') }, { privateKey: 'keyHasPassword' }],
    ['import', { privateKey: 'a\nProc-Type: 4,ENCRYPTED\n' }, { privateKey: 'keyHasPassword' }],
    ['import', { privateKey: KEY.replaceAll('PRIVATE', 'EC PRIVATE') }, {}],
    ['trust', { arn: 'no arn', certificate: '' }, { arn: 'arn', certificate: 'required' }],
    ['trust', { privateKey: '' }, {}],
    ['issue', { names: ' \n', days: 0 }, { names: 'required', days: 'days' }],
    ['issue', { days: 826 }, { days: 'days' }],
    ['issue', { days: 1.5 }, { days: 'days' }],
    ['issue', { days: undefined }, { days: 'days' }],
    ['issue', { names: 'x'.repeat(254) }, { names: 'names' }],
    ['issue', { names: Array.from({ length: 101 }, (_, i) => `n${i}`).join(' ') }, { names: 'tooManyNames' }],
  ])('for %s with %o says what is wrong where', (way, change, errors) => {
    expect(errorsOf(way, change)).toEqual(errors);
  });

  it('takes names by line, comma or space, each once', () => {
    expect(namesOf(' a.local, b.local\n\na.local c.local\n')).toEqual(['a.local', 'b.local', 'c.local']);
  });
});
