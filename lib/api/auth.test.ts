import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSON_HEADER, signPerson } from '@/lib/identity';
import { writerDoor } from './auth';
import { ACCOUNT, ADMIN, CONSOLE, type Harness, REGION, SECRET, startHarness, VIEWER } from './testing/harness';
import { type RawCall, type SignOptions, send, sendSigned, signedHeaders } from './testing/raw-client';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

const MESHES: RawCall = { path: '/v20190125/meshes' };
const create = (meshName: string, headers: Record<string, string> = {}): RawCall => ({
  method: 'PUT',
  path: '/v20190125/meshes',
  body: JSON.stringify({ meshName }),
  headers,
});
const writerOf = async (mesh: string) => {
  const key = { account: ACCOUNT, region: REGION, mesh };
  return (await harness.store.read((tx) => tx.get(key, { kind: 'mesh', name: mesh })))?.writer;
};

describe('requests that nobody signed rightly get 403 and AWS’s own names', () => {
  const error = async (call: RawCall, options?: SignOptions) => {
    const answer = await (options ? sendSigned(harness.url, call, options) : send(harness.url, call));
    expect(answer.status).toBe(403);
    expect(answer.json.message).toMatch(/\S/);
    return answer.headers['x-amzn-errortype'];
  };

  it('unsigned', async () => {
    expect(await error(MESHES)).toBe('MissingAuthenticationTokenException');
  });

  it('half signed', async () => {
    expect(await error({ ...MESHES, headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' } })).toBe(
      'IncompleteSignatureException',
    );
  });

  it('by an unknown key', async () => {
    expect(await error(MESHES, { key: { id: 'MKIANOBODY', secret: 'x' } })).toBe('UnrecognizedClientException');
  });

  it('with a wrong secret, for another service, or by a clock that is off', async () => {
    const hour = 3_600_000;
    for (const options of [
      { key: { id: ADMIN.id, secret: 'wrong' } },
      { service: 'servicediscovery' },
      { date: new Date(Date.now() - hour) },
      { date: new Date(Date.now() + hour) },
    ]) {
      expect(await error(MESHES, options)).toBe('InvalidSignatureException');
    }
  });

  it('changed on the way: nothing is stored', async () => {
    const headers = await signedHeaders(harness.url, create('mine'));
    const answer = await send(harness.url, { ...create('other'), headers });
    expect(answer.headers['x-amzn-errortype']).toBe('InvalidSignatureException');
    expect(await writerOf('other')).toBeUndefined();
  });
});

describe('the signed-in person', () => {
  const asPerson = async (name: string, call: RawCall, options: SignOptions = { key: CONSOLE }) => {
    const token = await signPerson(name, SECRET, Date.now());
    return sendSigned(harness.url, { ...call, headers: { ...call.headers, [PERSON_HEADER]: token } }, options);
  };

  it('counts with their own role, and is who wrote', async () => {
    expect((await asPerson('ada', create('by-ada'))).status).toBe(200);
    expect(await writerOf('by-ada')).toMatchObject({ door: 'console', who: 'ada' });
    const viewer = await asPerson('vic', create('by-vic'));
    expect(viewer.status).toBe(403);
    expect(viewer.json.message).toBe('vic is not authorized: role viewer may not write.');
  });

  it('without one the console may read and not write', async () => {
    expect((await sendSigned(harness.url, MESHES, { key: CONSOLE })).status).toBe(200);
    const answer = await sendSigned(harness.url, create('nobody'), { key: CONSOLE });
    expect(answer.headers['x-amzn-errortype']).toBe('ForbiddenException');
  });

  it('may be named by the console only, in a signed header, by a valid token, and must be known', async () => {
    const refused = async (answer: Promise<{ status: number; headers: Record<string, string | undefined> }>) => {
      const { status, headers } = await answer;
      expect(status).toBe(403);
      return headers['x-amzn-errortype'];
    };
    expect(await refused(asPerson('ada', MESHES, { key: VIEWER }))).toBe('InvalidSignatureException');
    expect(await refused(asPerson('nobody', MESHES))).toBe('UnrecognizedClientException');
    const bad = { ...MESHES, headers: { [PERSON_HEADER]: await signPerson('ada', 'other secret', Date.now()) } };
    expect(await refused(sendSigned(harness.url, bad, { key: CONSOLE }))).toBe('InvalidSignatureException');
    const headers = await signedHeaders(harness.url, MESHES, { key: CONSOLE });
    headers[PERSON_HEADER] = await signPerson('ada', SECRET, Date.now());
    expect(await refused(send(harness.url, { ...MESHES, headers }))).toBe('InvalidSignatureException');
  });
});

describe('the door by which a write came', () => {
  it('is kept with the resource, with the user agent', async () => {
    await sendSigned(harness.url, create('by-sdk', { 'user-agent': `Boto3/1.44.5 ${'x'.repeat(500)}` }));
    const writer = await writerOf('by-sdk');
    expect(writer).toMatchObject({ door: 'sdk', who: 'administrator key' });
    expect(writer?.userAgent).toHaveLength(256);
  });

  it.each([
    ['Boto3/1.44.5 md/Botocore#1.44.5', 'sdk'],
    ['aws-cli/1.46.3 Python/3.11', 'sdk'],
    ['aws-sdk-js/3.1048.0 ua/2.1 os/linux', 'sdk'],
    ['', 'sdk'],
    ['appmesh.k8s.aws/v1.13.0 aws-sdk-go/1.44.0 (go1.20; linux; amd64)', 'controller'],
    ['APN/1.0 HashiCorp/1.0 Terraform/1.9.0 (+https://www.terraform.io) terraform-provider-aws/5.0', 'terraform'],
    ['cloudformation.amazonaws.com', 'cloudformation'],
  ])('of %s is %s', (userAgent, door) => {
    expect(writerDoor('administrator', userAgent)).toBe(door);
    expect(writerDoor('console', userAgent)).toBe('console');
  });
});
