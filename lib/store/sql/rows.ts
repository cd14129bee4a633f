import type { Kind, MeshKey, Resource, ResourceChange, Writer } from '@/lib/model';
import type { HistoryEntry } from '../types';
import type { HistoryTable, ResourceTable } from './schema';

/** Resource → row. */
export function resourceRow(resource: Resource): ResourceTable {
  return {
    ...resource.meshKey,
    ...writerRow(resource.writer),
    kind: resource.kind,
    parent: resource.parent ?? '',
    name: resource.name,
    uid: resource.uid,
    version: resource.version,
    created_at: resource.createdAt,
    last_updated_at: resource.lastUpdatedAt,
    resource_owner: resource.resourceOwner,
    spec: JSON.stringify(resource.spec),
    tags: JSON.stringify(resource.tags),
  };
}

/** Row → resource. */
export function toResource<K extends Kind>(row: ResourceTable): Resource<K> {
  return {
    meshKey: { account: row.account, region: row.region, mesh: row.mesh },
    kind: row.kind as K,
    ...(row.parent !== '' && { parent: row.parent }),
    name: row.name,
    uid: row.uid,
    version: row.version,
    createdAt: row.created_at,
    lastUpdatedAt: row.last_updated_at,
    resourceOwner: row.resource_owner,
    spec: JSON.parse(row.spec),
    tags: JSON.parse(row.tags),
    writer: toWriter(row),
  };
}

/** Columns of whoever wrote. */
export function writerRow(writer: Writer): { door: string; who: string; user_agent: string } {
  return { door: writer.door, who: writer.who, user_agent: writer.userAgent };
}

function toWriter(row: { door: string; who: string; user_agent: string }): Writer {
  return { door: row.door as Writer['door'], who: row.who, userAgent: row.user_agent };
}

/** Row → history entry. */
export function toHistoryEntry(row: HistoryTable): HistoryEntry {
  return {
    revision: row.revision,
    at: row.at,
    writer: toWriter(row),
    message: row.message,
    changes: JSON.parse(row.changes) as ResourceChange[],
  };
}

/** The columns of a mesh's key alone, whatever else the object carries. */
export function meshColumns(mesh: MeshKey): MeshKey {
  return { account: mesh.account, region: mesh.region, mesh: mesh.mesh };
}

/** Sorts by name in code unit order, whatever the database's collation. */
export function sortedByName<T extends { name: string }>(items: T[]): T[] {
  return items.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
