import type {
  ApiProxy,
  InstanceDirectory,
  MeshKey,
  MeshSnapshot,
  Problem,
  ProxyConfig,
  Receipt,
  ResourceRef,
  Traffic,
  Writer,
} from '@/lib/model';

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
  problems(mesh: MeshKey): readonly Problem[];
  proxies(mesh: MeshKey): ApiProxy[];
  proxyConfig(mesh: MeshKey, proxyId: string): ProxyConfig | undefined;
  receipt(mesh: MeshKey, revision: number): Receipt | undefined;
  traffic(mesh: MeshKey): Traffic;
  subscribe(listener: (event: ObservedEvent) => void): () => void;
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
  | { type: 'proxies'; mesh: MeshKey }
  | { type: 'endpoints'; mesh: MeshKey }
  | { type: 'traffic'; mesh: MeshKey };
