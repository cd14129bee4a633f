import type {
  ApiProxy,
  InstanceDirectory,
  MeshKey,
  MeshSnapshot,
  Problem,
  ProxyConfig,
  Receipt,
  RefusedConnectionList,
  ResourceRef,
  Traffic,
  TrafficHistory,
  Writer,
} from '@/lib/model';
import type { ProxyProfile, ProxyResource } from '@/lib/translate';

/**
 * The live state that control keeps in memory, as use cases and doors read it (lib/control implements it,
 * lib/runtime hands it in: neither service nor api may import control).
 */
export interface ObservedState {
  /** Every mesh of every account and region. */
  meshes(): readonly MeshKey[];
  /** The snapshot that is being delivered; undefined for an unknown mesh. */
  snapshot(mesh: MeshKey): MeshSnapshot | undefined;
  directory(): InstanceDirectory;
  /** What is wrong with a mesh as it is delivered; nothing for an unknown mesh. */
  problems(mesh: MeshKey): readonly Problem[];
  /** What would be wrong with a mesh that looked like this, by what is known of endpoints, certificates and calls. */
  problemsIn(snapshot: MeshSnapshot): readonly Problem[];
  proxies(mesh: MeshKey): ApiProxy[];
  /** Connected proxies of a mesh, those together that get the same bytes. */
  proxyGroups(mesh: MeshKey): readonly ProxyGroup[];
  /** Proxies that were not let in, and connections that did not get as far as naming a mesh. */
  refusedConnections(mesh: MeshKey): RefusedConnectionList;
  proxyConfig(mesh: MeshKey, proxyId: string): ProxyConfig | undefined;
  receipt(mesh: MeshKey, revision: number): Receipt | undefined;
  traffic(mesh: MeshKey): Traffic;
  /** The last five minutes of what concerns one resource. */
  trafficHistory(mesh: MeshKey, ref: ResourceRef): TrafficHistory;
  subscribe(listener: (event: ObservedEvent) => void): () => void;
}

/** Connected proxies that are rendered alike. */
export interface ProxyGroup {
  resource: ProxyResource;
  profile: ProxyProfile;
  proxies: readonly { id: string; address: string }[];
}

/** Something changed in the observed state; carries no data but what a stream of events needs. */
export type ObservedEvent =
  | {
      type: 'revision';
      mesh: MeshKey;
      revision: number;
      at: number;
      writer: Writer;
      changes: readonly { ref: ResourceRef; op: 'added' | 'changed' | 'removed' }[];
    }
  | { type: 'receipt'; mesh: MeshKey; receipt: Receipt }
  | { type: 'draft'; mesh: MeshKey; draft: string; deleted: boolean }
  | { type: 'layout' | 'settings'; mesh: MeshKey }
  | { type: 'proxies'; mesh: MeshKey }
  | { type: 'endpoints'; mesh: MeshKey }
  /** Problems changed by what was observed, without a revision. */
  | { type: 'problems'; mesh: MeshKey }
  | { type: 'traffic'; mesh: MeshKey };
