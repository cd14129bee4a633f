import type { ProxyConfig } from '@/lib/model';
import type { EncodedResource, RenderedConfig, ResourceType } from '@/lib/translate';
import { hideKeys } from './hide-keys';
import { RESOURCE_TYPES } from './type-set';

/** How a proxy's resource is shown: Envoy's own JSON form. */
export type ToJson = (type: ResourceType, bytes: Uint8Array) => unknown;

/** What a proxy should run beside what it acknowledged. Private keys are left out. */
export function configOf(wanted: RenderedConfig, accepted: RenderedConfig | undefined, toJson: ToJson): ProxyConfig {
  const json = (type: ResourceType, bytes: Uint8Array) => {
    const shown = toJson(type, bytes);
    return type === 'secret' ? hideKeys(shown) : shown;
  };
  return {
    resources: RESOURCE_TYPES.flatMap((type) =>
      [...wanted[type].values()].map((resource) => ({
        type,
        name: resource.name,
        json: json(type, resource.bytes),
        version: resource.version,
        ...besides(resource, accepted?.[type].get(resource.name), (bytes) => json(type, bytes)),
      })),
    ),
    leftover: RESOURCE_TYPES.flatMap((type) =>
      [...(accepted?.[type].values() ?? [])]
        .filter(({ name }) => !wanted[type].has(name))
        .map(({ name, version, bytes }) => ({
          type,
          name,
          version,
          ...(isKnown(bytes) && { json: json(type, bytes) }),
        })),
    ),
  };
}

function besides(
  wanted: EncodedResource,
  accepted: EncodedResource | undefined,
  json: (bytes: Uint8Array) => unknown,
): Pick<ProxyConfig['resources'][number], 'acknowledgedVersion' | 'acknowledgedJson'> {
  if (!accepted) return {};
  const { version, bytes } = accepted;
  const differs = version !== wanted.version && isKnown(bytes);
  return { acknowledgedVersion: version, ...(differs && { acknowledgedJson: json(bytes) }) };
}

/** Of what a proxy took before this process started, only the versions are known. */
function isKnown(bytes: Uint8Array): boolean {
  return bytes.length > 0;
}
