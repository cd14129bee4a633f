import { describe, expect, it } from 'vitest';
import type { Instance } from '@/lib/model';
import { createDirectory, type RegistrySource } from './index';

type Listener = Parameters<RegistrySource['subscribe']>[0];
type Registry = Awaited<ReturnType<Parameters<Parameters<RegistrySource['read']>[0]>[0]['registry']>>;

const HOME = { account: '111111111111', region: 'eu-central-1' };
const OTHER = { account: '222222222222', region: 'eu-central-1' };

const blue: Instance = { id: 'blue', attributes: { AWS_INSTANCE_IPV4: '10.0.0.1', version: 'v1' } };
const green: Instance = { id: 'green', attributes: { AWS_INSTANCE_IPV4: '10.0.0.2', version: 'v2' } };

/** A source by hand: `tell` delivers feed events as the store does, `during` runs while the registry is read. */
function source(registry: Partial<Registry> = {}, during: () => void = () => {}) {
  const listeners = new Set<Listener>();
  const tell = (serviceName: string, instances: readonly Instance[], scope = HOME) => {
    const event = {
      type: 'registry',
      services: [{ scope, namespaceName: 'apps.local', serviceName, instances }],
    } as const;
    for (const listener of listeners) listener(event);
  };
  const store: RegistrySource = {
    read: (work) =>
      work({
        registry: async () => {
          during();
          return { namespaces: [], services: [], instances: [], ...registry };
        },
      }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { store, tell, listeners };
}

const registered: Registry = {
  namespaces: [{ id: 'ns-1', name: 'apps.local' }],
  services: [{ id: 'srv-1', scope: HOME, namespaceId: 'ns-1', name: 'backend' }],
  instances: [{ ...blue, serviceId: 'srv-1' }],
};

describe('createDirectory', () => {
  it('knows what was registered before it started', async () => {
    const directory = await createDirectory(source(registered).store);
    expect(directory.instances('apps.local', 'backend')).toEqual([blue]);
    expect(directory.instances('apps.local', 'other')).toEqual([]);
    expect(directory.instances('other.local', 'backend')).toEqual([]);
  });

  it('replaces the list of the changed service alone, and tells which it was', async () => {
    const { store, tell } = source(registered);
    const directory = await createDirectory(store);
    tell('frontend', [green]);
    const backend = directory.instances('apps.local', 'backend');
    const frontend = directory.instances('apps.local', 'frontend');
    const changes: unknown[] = [];
    directory.subscribe((change) => changes.push([change, directory.instances('apps.local', 'backend').length]));

    tell('backend', [blue, green]);

    expect(changes).toEqual([[{ namespaceName: 'apps.local', serviceName: 'backend' }, 2]]);
    expect(directory.instances('apps.local', 'backend')).not.toBe(backend);
    expect(directory.instances('apps.local', 'frontend')).toBe(frontend);
    expect(backend).toEqual([blue]);
  });

  it('keeps list, version and silence when the news is no news', async () => {
    const { store, tell } = source(registered);
    const directory = await createDirectory(store);
    const before = directory.instances('apps.local', 'backend');
    const { version } = directory;
    const changes: unknown[] = [];
    directory.subscribe((change) => changes.push(change));

    tell('backend', [{ id: 'blue', attributes: { version: 'v1', AWS_INSTANCE_IPV4: '10.0.0.1' } }]);

    expect(directory.instances('apps.local', 'backend')).toBe(before);
    expect(changes).toEqual([]);
    expect(directory.version).toBe(version);
    tell('backend', [green]);
    expect(directory.version).not.toBe(version);
  });

  it.each([
    ['health', { ...blue, health: 'UNHEALTHY' as const }],
    ['an attribute', { ...blue, attributes: { ...blue.attributes, version: 'v3' } }],
    ['one attribute less', { ...blue, attributes: { version: 'v1' } }],
    ['one attribute more', { ...blue, attributes: { ...blue.attributes, extra: '' } }],
    ['the id', { ...blue, id: 'azure' }],
  ])('sees a change of %s', async (_, changed) => {
    const { store, tell } = source(registered);
    const directory = await createDirectory(store);
    tell('backend', [changed]);
    expect(directory.instances('apps.local', 'backend')).toEqual([changed]);
  });

  it('forgets a service that has no instances any more', async () => {
    const { store, tell } = source(registered);
    const directory = await createDirectory(store);
    tell('backend', []);
    expect(directory.instances('apps.local', 'backend')).toEqual([]);
  });

  it('ignores events that the registry, read later, already holds', async () => {
    const feed = source(registered, () => feed.tell('backend', [green]));
    const directory = await createDirectory(feed.store);
    expect(directory.instances('apps.local', 'backend')).toEqual([blue]);
  });

  it('answers with the instances of every account that has the name, always in the same order', async () => {
    const { store, tell } = source(registered);
    const directory = await createDirectory(store);
    tell('backend', [green], OTHER);
    expect(directory.instances('apps.local', 'backend')).toEqual([blue, green]);
    tell('backend', []);
    tell('backend', [blue]);
    expect(directory.instances('apps.local', 'backend')).toEqual([blue, green]);
    tell('backend', [], OTHER);
    expect(directory.instances('apps.local', 'backend')).toEqual([blue]);
  });

  it('does not mix names up that join to the same text', async () => {
    const { store } = source({
      namespaces: [{ id: 'ns-1', name: 'a/b' }],
      services: [{ id: 'srv-1', scope: HOME, namespaceId: 'ns-1', name: 'c' }],
      instances: [{ ...blue, serviceId: 'srv-1' }],
    });
    const directory = await createDirectory(store);
    expect(directory.instances('a', 'b/c')).toEqual([]);
    expect(directory.instances('a/b', 'c')).toEqual([blue]);
  });

  it('hands out lists that nobody can change', async () => {
    const directory = await createDirectory(source(registered).store);
    const list = directory.instances('apps.local', 'backend') as Instance[];
    expect(() => list.push(green)).toThrow(TypeError);
    expect(() => Object.assign(list[0]?.attributes ?? {}, { version: 'v9' })).toThrow(TypeError);
  });

  it('takes everything in and tells everybody, even when one listener throws', async () => {
    const { store, tell } = source(registered);
    const directory = await createDirectory(store);
    const changes: string[] = [];
    directory.subscribe(() => {
      throw new Error('broken listener');
    });
    directory.subscribe(({ serviceName }) => changes.push(serviceName));
    expect(() => tell('backend', [green])).toThrow('listeners of the endpoint directory failed');
    expect(changes).toEqual(['backend']);
    expect(directory.instances('apps.local', 'backend')).toEqual([green]);
  });

  it('stops following when it is closed', async () => {
    const { store, tell, listeners } = source(registered);
    const directory = await createDirectory(store);
    directory.close();
    tell('backend', [green]);
    expect(directory.instances('apps.local', 'backend')).toEqual([blue]);
    expect(listeners.size).toBe(0);
  });
});
