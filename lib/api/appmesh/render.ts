import { arnOf, nameMembers, type Resource } from '@/lib/model';

/** Timestamps on the wire: seconds since the epoch with a fraction, as JSON numbers. */
const seconds = (ms: number) => ms / 1000;

function metadataOf(resource: Resource) {
  return {
    arn: arnOf(resource.meshKey, resource, resource.resourceOwner),
    createdAt: seconds(resource.createdAt),
    lastUpdatedAt: seconds(resource.lastUpdatedAt),
    meshOwner: resource.meshKey.account,
    resourceOwner: resource.resourceOwner,
    version: resource.version,
  };
}

/** The body of Create, Update, Describe and Delete: the resource itself, not wrapped. */
export function renderResource(resource: Resource, status: 'ACTIVE' | 'DELETED'): object {
  return {
    ...nameMembers(resource.meshKey.mesh, resource),
    metadata: { ...metadataOf(resource), uid: resource.uid },
    spec: resource.spec,
    status: { status },
  };
}

/** An item of a List: no spec and no status. */
export function renderRef(resource: Resource): object {
  return { ...nameMembers(resource.meshKey.mesh, resource), ...metadataOf(resource) };
}
