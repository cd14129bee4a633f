import {
  type InstanceDirectory,
  type MeshKey,
  type MeshSnapshot,
  meshKeyText,
  type ResourceChange,
  type ResourceRef,
  refKey,
  type Traffic,
  type TrafficHistory,
} from '@/lib/model';
import { stableStringify } from '@/lib/util';
import { MeshTraffic } from './mesh-traffic';
import type { Meshes } from './meshes';
import type { ProxyBook } from './proxy-book';
import { targetOfHost } from './target-of-host';

/** The traffic of every mesh. */
export class TrafficBook {
  readonly #byMesh = new Map<string, MeshTraffic>();

  constructor(
    private readonly proxies: ProxyBook,
    private readonly meshes: Meshes,
    private readonly directory: InstanceDirectory,
  ) {}

  of(mesh: MeshKey): MeshTraffic {
    const text = meshKeyText(mesh);
    const known = this.#byMesh.get(text);
    if (known) return known;
    const made = new MeshTraffic(
      mesh.mesh,
      targetOfHost(() => this.meshes.get(mesh), this.directory),
      {
        virtualService: (name) => this.meshes.get(mesh)?.virtualServices.has(name) ?? false,
        route: (router, route) =>
          this.meshes
            .get(mesh)
            ?.routes.get(router)
            ?.some(({ name }) => name === route) ?? false,
        virtualNode: (name) => this.meshes.get(mesh)?.virtualNodes.has(name) ?? false,
      },
    );
    this.#byMesh.set(text, made);
    return made;
  }

  /** Routes whose spec changed are counted anew from the commit on. */
  committed(mesh: MeshKey, changes: readonly ResourceChange[], at: number): void {
    for (const { ref, before, after } of changes) {
      if (ref.kind !== 'route' || stableStringify(before?.spec) === stableStringify(after?.spec)) continue;
      this.of(mesh).routeChanged(ref.parent ?? '', ref.name, at);
    }
  }

  forgetMesh(mesh: MeshKey): void {
    this.#byMesh.delete(meshKeyText(mesh));
  }

  /** The last five minutes of what concerns one resource. */
  history(mesh: MeshKey, ref: ResourceRef, now: number): TrafficHistory {
    const since = new Map<string, number>();
    for (const proxy of this.proxies.ofMesh(meshKeyText(mesh))) {
      if (!proxy.reportsLogs) continue;
      const key = refKey(proxy.group.resource);
      since.set(key, Math.min(since.get(key) ?? Number.POSITIVE_INFINITY, proxy.stream.connectedAt));
    }
    return this.of(mesh).history.read(ref, now, (resource) => since.get(refKey(resource)));
  }

  read(snapshot: MeshSnapshot, now: number): Traffic {
    const since = new Map<string, number>();
    let reporting = 0;
    let connected = 0;
    for (const proxy of this.proxies.ofMesh(meshKeyText(snapshot.key))) {
      const key = refKey(proxy.group.resource);
      since.set(key, Math.min(since.get(key) ?? Number.POSITIVE_INFINITY, proxy.stream.connectedAt));
      connected += 1;
      if (proxy.reportsLogs) reporting += 1;
    }
    const read = this.of(snapshot.key).read(now, {
      connectedSince: (resource) => since.get(refKey(resource)),
      hasService: (virtualService) => snapshot.virtualServices.has(virtualService),
    });
    return { ...read, reporting: { proxies: reporting, of: connected } };
  }
}
