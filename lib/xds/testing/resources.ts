import { create, toBinary } from '@bufbuild/protobuf';
import { ClusterSchema, ListenerSchema, RouteConfigurationSchema, SecretSchema } from '@/lib/envoy-api';
import type { EncodedResource, RenderedConfig, ResourceType } from '@/lib/translate';

/** Resources for tests: `version` is free text, the bytes are real messages that hold it where they can. */
export function cluster(name: string, version: string, options: { eds?: boolean } = {}): EncodedResource {
  const bytes = toBinary(ClusterSchema, create(ClusterSchema, { name, altStatName: version }));
  return { name, version, bytes, ...(options.eds && { eds: true }) };
}

export function assignment(name: string, version: string): EncodedResource {
  return { name, version, bytes: Buffer.from(`assignment ${name} ${version}`) };
}

export function listener(name: string, version: string): EncodedResource {
  return { name, version, bytes: toBinary(ListenerSchema, create(ListenerSchema, { name, statPrefix: version })) };
}

/** A route configuration that sends everything to these clusters. */
export function route(name: string, version: string, clusters: readonly string[] = []): EncodedResource {
  const message = create(RouteConfigurationSchema, {
    name,
    virtualHosts: clusters.map((target) => ({
      name: `${target}-host`,
      domains: [target],
      routes: [
        {
          name: version,
          action: { case: 'route' as const, value: { clusterSpecifier: { case: 'cluster' as const, value: target } } },
        },
      ],
    })),
  });
  return { name, version, bytes: toBinary(RouteConfigurationSchema, message) };
}

export function secret(name: string, version: string): EncodedResource {
  return { name, version, bytes: toBinary(SecretSchema, create(SecretSchema, { name })) };
}

/** A configuration from lists. Every call makes new maps, as a translator may. */
export function config(parts: Partial<Record<ResourceType, readonly EncodedResource[]>>): RenderedConfig {
  const map = (type: ResourceType) => new Map((parts[type] ?? []).map((resource) => [resource.name, resource]));
  return {
    cluster: map('cluster'),
    endpoint: map('endpoint'),
    listener: map('listener'),
    route: map('route'),
    secret: map('secret'),
  };
}
