/** Endpoints from an AWS Cloud Map: the emulator moto, over AWS's own SDK, to requests through a real Envoy. */
import {
  DeregisterInstanceCommand,
  ListServicesCommand,
  RegisterInstanceCommand,
  UpdateInstanceCustomHealthStatusCommand,
} from '@aws-sdk/client-servicediscovery';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signedFetch } from '@/lib/aws';
import {
  type ConnectionInput,
  type ConnectionView,
  connectionListSchema,
  connectionTestSchema,
  connectionViewSchema,
} from '@/lib/model';
import { RealEnvoy } from '@/lib/xds/testing/envoy';
import { backend, freePort } from '@/lib/xds/testing/traffic';
import { callService, countAnswers } from './testing/calls';
import { FaultyWay, motoClient, startMoto } from './testing/moto';
import { KEY, openPlane, type Plane, REGION, startPlane, temporaryDirectory } from './testing/plane';
import { CLOUD_MAP, createMesh, explicitMetadata, MESH, registerInstances, setWeights } from './testing/scenario';

const AWS = 'eu-central-1';
const OTHER_AWS = 'eu-west-1';
let moto: string;
const before = { id: process.env.AWS_ACCESS_KEY_ID, secret: process.env.AWS_SECRET_ACCESS_KEY };

beforeAll(async () => {
  moto = await startMoto();
  // The SDK's standard chain begins with the environment.
  process.env.AWS_ACCESS_KEY_ID = 'AKIAEXAMPLE';
  process.env.AWS_SECRET_ACCESS_KEY = 'example';
}, 60_000);
afterAll(() => {
  restore('AWS_ACCESS_KEY_ID', before.id);
  restore('AWS_SECRET_ACCESS_KEY', before.secret);
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

const connection = (endpoint: string, changes: Partial<ConnectionInput> = {}): ConnectionInput => ({
  name: 'production',
  awsRegion: AWS,
  endpoint,
  pollSeconds: 1,
  callsPerSecond: 50,
  namespaces: [{ namespace: CLOUD_MAP.namespaceName, awsNamespace: CLOUD_MAP.namespaceName }],
  ...changes,
});

function send(plane: Plane, method: string, path: string, body?: unknown): Promise<Response> {
  return signedFetch(
    { url: plane.apiUrl, region: REGION, key: KEY },
    {
      method,
      path: `/meshkeep/v1/connections${path}`,
      service: 'meshkeep',
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    },
  );
}

async function connect(plane: Plane, input: ConnectionInput): Promise<ConnectionView> {
  const answer = await send(plane, 'POST', '', input);
  expect(answer.status).toBe(201);
  return connectionViewSchema.parse(await answer.json());
}

async function states(plane: Plane): Promise<Map<string, ConnectionView>> {
  const { connections } = connectionListSchema.parse(await (await send(plane, 'GET', '')).json());
  return new Map(connections.map((one) => [one.name, one]));
}

const stateOf = async (plane: Plane, name = 'production') => (await states(plane)).get(name)?.state;

async function front(plane: Plane): Promise<number> {
  const egress = await freePort();
  const id = `mesh/${MESH}/virtualNode/front`;
  await RealEnvoy.start({ xdsPort: plane.xdsPort, protocol: 'delta', id, metadata: explicitMetadata({ egress }) });
  return egress;
}

/** The service's id in an AWS. */
async function serviceId(cloudMap: ReturnType<typeof motoClient>): Promise<string> {
  const { Services = [] } = await cloudMap.send(new ListServicesCommand({}));
  return Services.find(({ Name }) => Name === CLOUD_MAP.serviceName)?.Id ?? '';
}

/** Until it holds. */
const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 60_000, interval: 100 });

const answers = (egress: number) => callService(egress).then(({ body }) => body);

describe('endpoints from AWS Cloud Map', () => {
  it('carry traffic, follow what is registered, and stay when AWS fails, over a restart too', async () => {
    const cloudMap = motoClient(moto, AWS);
    const way = await FaultyWay.to(moto);
    const MESHKEEP_DATA_DIR = temporaryDirectory();
    let plane = await openPlane({ MESHKEEP_DATA_DIR });
    await createMesh(plane);
    const egress = await front(plane);
    await registerInstances({ cloudMap }, { v1: await backend('one'), v2: await backend('two') });
    await connect(plane, connection(way.url));
    await eventually(async () => expect(await answers(egress)).toBe('one'));
    expect(await stateOf(plane)).toMatchObject({
      status: 'working',
      services: [
        { namespace: CLOUD_MAP.namespaceName, service: CLOUD_MAP.serviceName, instances: 2, truncated: false },
      ],
    });

    await setWeights(plane, 0, 100);
    await eventually(async () => expect(await answers(egress)).toBe('two'));
    const ServiceId = await serviceId(cloudMap);
    const moved = { AWS_INSTANCE_IPV4: '127.0.0.1', AWS_INSTANCE_PORT: String(await backend('three')), version: 'v2' };
    // moto keeps both when an id is registered twice; AWS replaces.
    await cloudMap.send(new DeregisterInstanceCommand({ ServiceId, InstanceId: 'v2' }));
    await cloudMap.send(new RegisterInstanceCommand({ ServiceId, InstanceId: 'v2-new', Attributes: moved }));
    await eventually(async () => expect(await answers(egress)).toBe('three'));

    for (const [fault, code] of [
      ['server error', 'other'],
      ['throttled', 'throttled'],
      ['denied', 'denied'],
      ['rubbish', 'not-understood'],
      ['wrong json', 'not-understood'],
      ['gone', 'away'],
    ] as const) {
      way.fault = fault;
      await eventually(async () => expect((await stateOf(plane))?.services[0]?.failure?.code).toBe(code));
      expect(await stateOf(plane)).toMatchObject({ status: 'failing', services: [{ instances: 2 }] });
      expect(await countAnswers(egress, 20)).toEqual({ three: 20 });
      way.fault = 'none';
      await eventually(async () => expect((await stateOf(plane))?.status).toBe('working'));
    }

    way.fault = 'gone';
    await eventually(async () => expect((await stateOf(plane))?.status).toBe('failing'));
    const known = await stateOf(plane);
    await plane.close();
    const { length } = way.asked;
    plane = await startPlane({ MESHKEEP_DATA_DIR, MESHKEEP_XDS_PORT: '0' });
    const again = await front(plane);
    await eventually(async () => expect(await answers(again)).toBe('three'));
    await eventually(() => expect(way.asked.length).toBeGreaterThan(length));
    const after = await stateOf(plane);
    expect(after?.services[0]).toMatchObject({ instances: 2, failure: { code: 'away' } });
    expect(after?.services[0]?.answeredAt).toBe(known?.services[0]?.answeredAt);
    const { total } = after?.calls ?? {};
    expect((total?.instances ?? 0) + (total?.revisions ?? 0)).toBeGreaterThanOrEqual(length);

    way.fault = 'none';
    await cloudMap.send(new DeregisterInstanceCommand({ ServiceId, InstanceId: 'v2-new' }));
    await eventually(async () => expect(await countAnswers(again, 1)).not.toEqual({ three: 1 }));
  });

  it('are those of several regions, by their own names, and gone with their connection', async () => {
    const [here, there] = [motoClient(moto, OTHER_AWS), motoClient(moto, 'us-west-2')];
    await registerInstances({ cloudMap: here }, { v1: await backend('here'), v2: await backend('unused') });
    await registerInstances({ cloudMap: there }, { v1: await backend('there'), v2: await backend('unused') });
    const plane = await startPlane();
    await createMesh(plane);
    const egress = await front(plane);
    await connect(plane, connection(moto, { name: 'here', awsRegion: OTHER_AWS }));
    const second = await connect(plane, connection(moto, { name: 'there', awsRegion: 'us-west-2' }));
    await eventually(async () => expect(Object.keys(await countAnswers(egress, 30)).sort()).toEqual(['here', 'there']));
    expect((await send(plane, 'DELETE', `/${second.id}`)).status).toBe(204);
    await eventually(async () => expect(await countAnswers(egress, 30)).toEqual({ here: 30 }));
    expect([...(await states(plane)).keys()]).toEqual(['here']);
  });

  it('leave out what a health check calls unhealthy', async () => {
    const cloudMap = motoClient(moto, 'ap-northeast-1');
    await registerInstances({ cloudMap }, { v1: await backend('well'), v2: await backend('unused') });
    const ServiceId = await serviceId(cloudMap);
    const ill = { AWS_INSTANCE_IPV4: '127.0.0.1', AWS_INSTANCE_PORT: String(await backend('ill')), version: 'v1' };
    await cloudMap.send(new RegisterInstanceCommand({ ServiceId, InstanceId: 'ill', Attributes: ill }));
    const plane = await startPlane();
    await createMesh(plane);
    const egress = await front(plane);
    await connect(plane, connection(moto, { awsRegion: 'ap-northeast-1' }));
    await eventually(async () => expect(Object.keys(await countAnswers(egress, 30)).sort()).toEqual(['ill', 'well']));
    await cloudMap.send(
      new UpdateInstanceCustomHealthStatusCommand({ ServiceId, InstanceId: 'ill', Status: 'UNHEALTHY' }),
    );
    await eventually(async () => expect(await countAnswers(egress, 30)).toEqual({ well: 30 }));
  });

  it('are not asked for where no virtual node needs them', async () => {
    const way = await FaultyWay.to(moto);
    const plane = await startPlane();
    await createMesh(plane);
    await connect(plane, connection(way.url, { namespaces: [{ namespace: 'other.local', awsNamespace: 'other' }] }));
    const second = await connect(plane, connection(way.url, { name: 'used' }));
    await eventually(() => expect(way.asked.length).toBeGreaterThan(1));
    expect(await stateOf(plane)).toMatchObject({ status: 'unused', services: [], calls: { total: { instances: 0 } } });
    expect((await states(plane)).get(second.name)?.state.services).toHaveLength(1);
  });
});

describe('a test of a connection', () => {
  let plane: Plane;
  beforeAll(async () => {
    plane = await openPlane();
  });
  afterAll(() => plane.close());

  const test = async (input: ConnectionInput) => {
    const answer = await send(plane, 'POST', '/test', input);
    expect(answer.status).toBe(200);
    return connectionTestSchema.parse(await answer.json());
  };

  it('tells of each namespace whether AWS knows it', async () => {
    await registerInstances({ cloudMap: motoClient(moto, 'sa-east-1') }, { v1: 1, v2: 2 });
    const namespaces = [
      { namespace: 'a', awsNamespace: CLOUD_MAP.namespaceName },
      { namespace: 'b', awsNamespace: 'nowhere.local' },
    ];
    expect(await test(connection(moto, { awsRegion: 'sa-east-1', namespaces }))).toMatchObject({
      ok: false,
      namespaces: [
        { namespace: 'a', awsNamespace: CLOUD_MAP.namespaceName, ok: true },
        { namespace: 'b', awsNamespace: 'nowhere.local', ok: false, failure: { code: 'no-namespace' } },
      ],
    });
  });

  it.each([
    ['an address where nobody answers', { endpoint: 'http://127.0.0.1:1' }, 'away'],
    ['a profile that does not exist', { profile: 'nobody' }, 'credentials'],
  ])('says why it fails: %s', async (_, changes, code) => {
    const { namespaces } = await test(connection(moto, changes));
    expect(namespaces[0]).toMatchObject({ ok: false, failure: { code } });
    expect(namespaces[0]?.failure?.message).not.toBe('');
  });

  it('ends where nobody ever answers', async () => {
    const way = await FaultyWay.to(moto);
    way.fault = 'silent';
    const { namespaces } = await test(connection(way.url));
    expect(namespaces[0]).toMatchObject({ ok: false, failure: { code: 'away' } });
  });

  it.each([
    ['a region that is none', { awsRegion: 'Frankfurt' }, 'awsRegion'],
    ['an endpoint without http', { endpoint: 'ftp://example.org' }, 'endpoint'],
    [
      'a namespace mapped twice',
      { namespaces: [1, 2].map((n) => ({ namespace: 'a', awsNamespace: `b${n}` })) },
      'namespaces',
    ],
    ['no time between two questions', { pollSeconds: 0 }, 'pollSeconds'],
  ])('is refused with the place of the mistake: %s', async (_, changes, where) => {
    const answer = await send(plane, 'POST', '', connection(moto, changes));
    expect(answer.status).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain(where);
  });
});
