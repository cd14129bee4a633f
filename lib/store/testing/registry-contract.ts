import { describe, expect, it } from 'vitest';
import type { RegistryOperation } from '../types';
import { eachFixture } from './each-fixture';
import { HOME, INSTANCE, NAMESPACE, type OpenFixture, record, register, SERVICE } from './fixture';

const DAY_MS = 24 * 60 * 60 * 1000;
const BARE = { id: INSTANCE.id, attributes: INSTANCE.attributes };

/** Cloud Map's registry and the feed of it. */
export function registryContract(open: OpenFixture): void {
  const fixture = eachFixture(open);

  it('gives namespaces, services and instances back as they were put', async () => {
    const { store } = fixture();
    const namespace = {
      ...NAMESPACE,
      description: 'ä',
      vpc: 'vpc-1',
      creatorRequestId: 'c',
      type: 'DNS_PRIVATE' as const,
      properties: { DnsProperties: { SOA: { TTL: 15 } } },
    };
    const service = {
      ...SERVICE,
      description: '',
      creatorRequestId: 'uid',
      dnsConfig: { DnsRecords: [{ TTL: 300, Type: 'A' }] },
    };
    const instance = { ...INSTANCE, health: 'UNHEALTHY' as const, creatorRequestId: 'x' };
    await store.write(async (tx) => {
      await tx.putNamespace(namespace);
      await tx.putService(service);
      await tx.putInstance(instance);
    });
    await store.read(async (tx) => {
      expect(await tx.namespace('ns-1')).toEqual(namespace);
      expect(await tx.namespaces(HOME)).toEqual([namespace]);
      expect(await tx.service('srv-1')).toEqual(service);
      expect(await tx.services(HOME)).toEqual([service]);
      expect(await tx.services(HOME, 'ns-1')).toEqual([service]);
      expect(await tx.services(HOME, 'ns-2')).toEqual([]);
      expect(await tx.instance('srv-1', 'i-1')).toEqual(instance);
      expect(await tx.instances('srv-1')).toEqual([instance]);
      expect(await tx.countServices(namespace)).toBe(1);
      expect(await tx.countServices({ ...namespace, id: 'ns-2' })).toBe(0);
      expect(await tx.countInstances('srv-1')).toBe(1);
      expect(await tx.countInstances('srv-2')).toBe(0);
      expect(await tx.registry()).toEqual({ namespaces: [namespace], services: [service], instances: [instance] });
    });
  });

  it('keeps accounts and regions apart', async () => {
    const { store } = fixture();
    await register(store);
    for (const other of [
      { ...HOME, account: '222222222222' },
      { ...HOME, region: 'ap-northeast-1' },
    ]) {
      expect(await store.read((tx) => tx.namespaces(other))).toEqual([]);
      expect(await store.read((tx) => tx.services(other))).toEqual([]);
      expect(await store.read((tx) => tx.operations(other))).toEqual([]);
    }
  });

  it('counts the changes of the instances of a service', async () => {
    const { store } = fixture();
    const revision = () => store.read((tx) => tx.instancesRevision('srv-1'));
    await register(store, []);
    expect(await revision()).toBe(0);
    await store.write((tx) => tx.putInstance(INSTANCE));
    expect(await revision()).toBe(1);
    await store.write((tx) => tx.putInstance(INSTANCE));
    expect(await revision()).toBe(1);
    await store.write((tx) => tx.putInstance({ ...INSTANCE, health: 'UNHEALTHY' }));
    expect(await revision()).toBe(2);
    await store.write((tx) => tx.deleteInstance('srv-1', 'i-1'));
    await store.write((tx) => tx.deleteInstance('srv-1', 'i-1'));
    expect(await revision()).toBe(3);
  });

  it('remembers operations for 7 days, newest first', async () => {
    const { store, clock } = fixture();
    const operation = (id: string, createdAt: number): RegistryOperation => ({
      id,
      scope: HOME,
      type: 'REGISTER_INSTANCE',
      status: 'SUCCESS',
      targets: { INSTANCE: 'i-1', SERVICE: 'srv-1' },
      createdAt,
    });
    clock.set(0);
    await store.write((tx) => tx.putOperation(operation('op-old', 0)));
    const failed = { ...operation('op-new', 10), status: 'FAIL' as const, errorCode: 'X', errorMessage: 'why' };
    await store.write((tx) => tx.putOperation(operation('op-new', 10)));
    await store.write((tx) => tx.putOperation(failed));
    expect(await store.read((tx) => tx.operations(HOME))).toEqual([failed, operation('op-old', 0)]);
    clock.set(7 * DAY_MS + 5);
    await store.write((tx) => tx.putOperation(operation('op-last', clock.now())));
    expect((await store.read((tx) => tx.operations(HOME))).map(({ id }) => id)).toEqual(['op-last', 'op-new']);
    expect(await store.read((tx) => tx.operation('op-old'))).toBeUndefined();
  });

  describe('the feed', () => {
    const change = (instances: unknown[]) => ({
      type: 'registry',
      seq: expect.any(Number),
      committedAt: expect.any(Number),
      services: [{ scope: HOME, namespaceName: 'apps.local', serviceName: 'backend', instances }],
    });

    it('tells the instances of a service after each change, once for each transaction', async () => {
      const { store } = fixture();
      const events = record(store);
      await register(store);
      await store.write(async (tx) => {
        await tx.putInstance({ ...INSTANCE, health: 'UNHEALTHY', creatorRequestId: 'not told' });
        await tx.putInstance({ ...INSTANCE, id: 'i-0' });
      });
      await store.write((tx) => tx.deleteInstance('srv-1', 'i-0'));
      expect(events).toEqual([
        change([BARE]),
        change([
          { ...BARE, id: 'i-0' },
          { ...BARE, health: 'UNHEALTHY' },
        ]),
        change([{ ...BARE, health: 'UNHEALTHY' }]),
      ]);
    });

    it('is silent when nothing changed', async () => {
      const { store } = fixture();
      await register(store);
      const events = record(store);
      await store.write(async (tx) => {
        await tx.putInstance(INSTANCE);
        await tx.deleteInstance('srv-1', 'never there');
        await tx.deleteService('never there');
        await tx.putService({ ...SERVICE, description: 'new' });
      });
      expect(events).toEqual([]);
    });

    it.each(['service', 'namespace'] as const)('tells an empty list when the %s is gone', async (what) => {
      const { store } = fixture();
      await register(store);
      const events = record(store);
      await store.write((tx) => (what === 'service' ? tx.deleteService('srv-1') : tx.deleteNamespace('ns-1')));
      expect(events).toEqual([change([])]);
      const left = await store.read((tx) => tx.registry());
      expect(left).toEqual({ namespaces: what === 'service' ? [NAMESPACE] : [], services: [], instances: [] });
      expect(await store.read((tx) => tx.instancesRevision('srv-1'))).toBe(0);
    });

    it('shares its numbers with the feed of meshes', async () => {
      const { store } = fixture();
      const events = record(store);
      await register(store);
      await store.write((tx) => tx.deleteInstance('srv-1', 'i-1'));
      expect((events[1]?.seq ?? 0) - (events[0]?.seq ?? 0)).toBe(1);
    });
  });
}
