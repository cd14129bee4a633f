import { arnOf, KIND_INFO, type Resource } from '@/lib/model';

/** Timestamps on the wire: seconds since the epoch with a fraction, as JSON numbers. */
const seconds = (ms: number) => ms / 1000;

/** Names of a resource and its owners, under App Mesh's member names. */
function namesOf(resource: Resource): Record<string, string> {
  const info = KIND_INFO[resource.kind];
  return {
    meshName: resource.meshKey.mesh,
    ...(info.parent && { [KIND_INFO[info.parent].nameMember]: resource.parent ?? '' }),
    [info.nameMember]: resource.name,
  };
}

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
    ...namesOf(resource),
    metadata: { ...metadataOf(resource), uid: resource.uid },
    spec: resource.spec,
    status: { status },
  };
}

/** An item of a List: no spec and no status. */
export function renderRef(resource: Resource): object {
  return { ...namesOf(resource), ...metadataOf(resource) };
}
