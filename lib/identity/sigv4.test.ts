import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { type SignedRequest, type VerifyOptions, verifySigV4 } from './sigv4';

const KEY = { id: 'MKIATEST', secret: 'secret' };
const NOW = Date.parse('2026-11-25T12:00:00Z');

interface Call {
  method?: string;
  path?: string;
  query?: Record<string, string | string[]>;
  rawQuery?: string;
  headers?: Record<string, string>;
  body?: string;
  service?: string;
  at?: number;
  secret?: string;
}

/** A request as the AWS SDK signs it. */
async function signed(call: Call = {}): Promise<SignedRequest> {
  const { method = 'GET', path = '/v20190125/meshes', query = {}, headers = {}, body = '' } = call;
  const signer = new SignatureV4({
    credentials: { accessKeyId: KEY.id, secretAccessKey: call.secret ?? KEY.secret },
    region: 'us-west-2',
    service: call.service ?? 'appmesh',
    sha256: Sha256,
    applyChecksum: false,
  });
  const unsigned = new HttpRequest({ method, path, query, headers: { host: 'localhost:4040', ...headers }, body });
  const request = await signer.sign(unsigned, { signingDate: new Date(call.at ?? NOW) });
  return {
    method,
    rawPath: path,
    rawQuery: call.rawQuery ?? '',
    headers: request.headers,
    body: new TextEncoder().encode(body),
  };
}

const OPTIONS: VerifyOptions = {
  secretOf: async (id) => (id === KEY.id ? KEY.secret : undefined),
  now: NOW,
  services: ['appmesh'],
};
const verify = (request: SignedRequest, options: Partial<VerifyOptions> = {}) =>
  verifySigV4(request, { ...OPTIONS, ...options });
const code = async (request: SignedRequest, options: Partial<VerifyOptions> = {}) => {
  const result = await verify(request, options);
  return result.ok ? 'ok' : result.code;
};
const changed = (request: SignedRequest, headers: Record<string, string | undefined>) => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

describe('verifySigV4 accepts', () => {
  it('a signed request, and tells who sent what', async () => {
    const result = await verify(
      await signed({ method: 'PUT', body: '{"meshName":"m"}', headers: { 'x-more': ' a   b ' } }),
    );
    expect(result).toMatchObject({ ok: true, accessKeyId: KEY.id, region: 'us-west-2', service: 'appmesh' });
    expect(result.ok && [...result.signedHeaders].sort()).toEqual(['host', 'x-amz-date', 'x-more']);
  });

  it.each(['/a%20b', '/a%3Ab', '/a%2Fb', '/%E3%83%A1', '/a*b', "/'(x)!", '/', '/a//b/', '/~x'])(
    'the path %s as sent',
    async (path) => {
      expect(await code(await signed({ path }))).toBe('ok');
    },
  );

  it.each([
    [{ a: '1', b: '2' }, 'b=2&a=1'],
    [{ a: '' }, 'a'],
    [{ a: ['2', '1'] }, 'a=2&a=1'],
    [{ nextToken: 'a b/=' }, 'nextToken=a%20b%2F%3D'],
    [{ ключ: '値' }, '%D0%BA%D0%BB%D1%8E%D1%87=%E5%80%A4'],
  ])('the query %j sent as %s', async (query, rawQuery) => {
    expect(await code(await signed({ query: query as Record<string, string>, rawQuery }))).toBe('ok');
  });

  it("a clock that is five minutes off, and the body's hash where it is sent", async () => {
    for (const at of [NOW - 300_000, NOW + 300_000]) expect(await code(await signed({ at }))).toBe('ok');
    const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(await code(await signed({ headers: { 'x-amz-content-sha256': hash } }))).toBe('ok');
  });

  it('an authorization header without blanks behind the commas', async () => {
    const request = await signed();
    const authorization = request.headers.authorization?.replaceAll(', ', ',');
    expect(await code(changed(request, { authorization }))).toBe('ok');
  });
});

describe('verifySigV4 refuses', () => {
  it('a request without or with unreadable credentials', async () => {
    const request = await signed();
    const { authorization = '' } = request.headers;
    const cases: [string | undefined, string][] = [
      [undefined, 'missing-authentication'],
      ['', 'missing-authentication'],
      ['Basic abc', 'incomplete-signature'],
      ['AWS4-HMAC-SHA256', 'incomplete-signature'],
      [authorization.replace(/Credential=[^,]*, /, ''), 'incomplete-signature'],
      [authorization.replace(/Signature=.*/, ''), 'incomplete-signature'],
      [authorization.replace(/Signature=.*/, 'Signature=xyz'), 'incomplete-signature'],
      [authorization.replace('/aws4_request', ''), 'incomplete-signature'],
      [authorization.replace('host;', ''), 'incomplete-signature'],
      [authorization.replace(';x-amz-date', ''), 'incomplete-signature'],
    ];
    for (const [header, expected] of cases)
      expect(await code(changed(request, { authorization: header }))).toBe(expected);
  });

  it('an unknown key, a wrong secret, another service', async () => {
    const request = await signed();
    expect(await code(request, { secretOf: async () => undefined })).toBe('unknown-identity');
    expect(await code(await signed({ secret: 'other' }))).toBe('invalid-signature');
    expect(await code(await signed({ service: 's3' }))).toBe('invalid-signature');
    expect(await code(request, { services: ['servicediscovery'] })).toBe('invalid-signature');
  });

  it('anything that was changed on the way', async () => {
    const request = await signed({
      method: 'PUT',
      body: '{}',
      headers: { 'x-more': 'a' },
      query: { a: '1' },
      rawQuery: 'a=1',
    });
    expect(await code(request)).toBe('ok');
    for (const tampered of [
      { ...request, method: 'DELETE' },
      { ...request, rawPath: '/v20190125/meshes/x' },
      { ...request, rawQuery: 'a=2' },
      { ...request, rawQuery: 'a=1&b=2' },
      { ...request, rawQuery: 'a=%zz' },
      { ...request, body: new TextEncoder().encode('{ }') },
      changed(request, { 'x-more': 'b' }),
      changed(request, { 'x-more': undefined }),
      changed(request, { host: 'elsewhere' }),
      changed(request, { authorization: request.headers.authorization?.replace('us-west-2', 'us-east-1') }),
    ]) {
      expect(await code(tampered)).toBe('invalid-signature');
    }
  });

  it('a clock that is more than five minutes off, either way, and a date that is none', async () => {
    for (const at of [NOW - 301_000, NOW + 301_000]) expect(await code(await signed({ at }))).toBe('invalid-signature');
    const request = await signed();
    expect(await code(changed(request, { 'x-amz-date': 'yesterday' }))).toBe('incomplete-signature');
    expect(await code(changed(request, { 'x-amz-date': '20261124T120000Z' }))).toBe('invalid-signature');
  });

  it('a hash that is not the body’s, signed or not, and an unsigned payload', async () => {
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    expect(await code(await signed({ headers }))).toBe('invalid-signature');
    expect(await code(changed(await signed(), { 'x-amz-content-sha256': '00' }))).toBe('invalid-signature');
  });

  it('a session token that is not signed', async () => {
    expect(await code(changed(await signed(), { 'x-amz-security-token': 'x' }))).toBe('incomplete-signature');
    expect(await code(await signed({ headers: { 'x-amz-security-token': 'x' } }))).toBe('ok');
  });
});
