import type { InstanceDirectory } from '@/lib/model';
import type { RenderedConfig, Translator } from '@/lib/translate';
import type { Group } from './groups';
import type { Meshes } from './meshes';
import { hasResource } from './node-work';
import { type HeldCertificates, NOTHING_HELD, publicPart } from './private-keys';
import type { TlsTurns } from './tls-turns';
import { changedTypes, filledTypes, type TypeSet, typeBit } from './type-set';

/** What a group should get, and in which types that differs from what was published last. */
export interface Rendered {
  config: RenderedConfig;
  changed: TypeSet;
}

export interface RendererDeps {
  meshes: Meshes;
  directory: InstanceDirectory;
  translator: Translator;
  turns: Pick<TlsTurns, 'view' | 'own'>;
  held?: HeldCertificates | undefined;
  timed?<T>(work: () => T): T;
}

/** Renders groups from the meshes and endpoints as they are now, and as far as turns of TLS have come. */
export class Renderer {
  constructor(private readonly deps: RendererDeps) {}

  /** Undefined when the group's resource exists no longer. */
  render(group: Group): Rendered | undefined {
    const { meshes, directory, translator, turns, held = NOTHING_HELD, timed = (work) => work() } = this.deps;
    const snapshot = meshes.get(group.mesh);
    const { resource, config: before, profile } = group;
    if (!snapshot || !hasResource(snapshot, resource)) return undefined;
    const all = held.directory();
    const certificates = group.mayHoldKeys ? all : publicPart(all);
    const own = turns.own(snapshot, resource);
    const input = {
      snapshot: turns.view(snapshot),
      ...(own && { own }),
      directory,
      certificates,
      resource,
      profile,
    };
    const config = timed(() => translator.render(input));
    if (!before) return { config, changed: filledTypes(config) };
    const changed = changedTypes(before, config);
    return { config: keepUnchanged(before, config, changed), changed };
  }
}

/** Types that did not change keep their very map: by its identity the xDS server sees at once that nothing is due. */
function keepUnchanged(before: RenderedConfig, after: RenderedConfig, changed: TypeSet): RenderedConfig {
  if (changed === 0) return before;
  const pick = (type: keyof RenderedConfig) => (changed & typeBit(type) ? after : before)[type];
  return {
    cluster: pick('cluster'),
    endpoint: pick('endpoint'),
    listener: pick('listener'),
    route: pick('route'),
    secret: pick('secret'),
  };
}
