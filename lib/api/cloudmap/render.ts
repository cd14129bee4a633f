/** What use cases give back, in Cloud Map's members. Times are seconds since the epoch; what is undefined is left out. */
import type { Tag } from '@/lib/model';
import {
  type Discovered,
  healthOf,
  type NamespaceView,
  type Page,
  type RegistryInstance,
  type RegistryOperationView,
  type ServiceAttributesView,
  type ServiceView,
} from '@/lib/service';

/** A namespace without what only its description has. */
export function namespaceSummary(namespace: NamespaceView) {
  return {
    Id: namespace.id,
    Arn: namespace.arn,
    ResourceOwner: namespace.scope.account,
    Name: namespace.name,
    Type: namespace.type,
    Description: namespace.description,
    ServiceCount: namespace.serviceCount,
    Properties: { ...dnsProperties(namespace), HttpProperties: { HttpName: namespace.name } },
    CreateDate: namespace.createdAt / 1000,
  };
}

export function namespace(view: NamespaceView) {
  return { ...namespaceSummary(view), CreatorRequestId: view.creatorRequestId };
}

function dnsProperties({ type, properties }: NamespaceView): object {
  return type === 'HTTP' ? {} : { DnsProperties: {}, ...(properties as object | undefined) };
}

/** A service without what only its description has. The controller needs HealthCheckCustomConfig here. */
export function serviceSummary(service: ServiceView) {
  return {
    Id: service.id,
    Arn: service.arn,
    ResourceOwner: service.scope.account,
    Name: service.name,
    Type: service.dnsConfig === undefined ? 'HTTP' : 'DNS_HTTP',
    Description: service.description,
    InstanceCount: service.instanceCount,
    DnsConfig: service.dnsConfig,
    HealthCheckConfig: service.healthCheckConfig,
    HealthCheckCustomConfig: service.healthCheckCustomConfig,
    CreateDate: service.createdAt / 1000,
    CreatedByAccount: service.scope.account,
  };
}

/** CreatorRequestId comes back as it was sent: the controller knows its own services by it. */
export function service(view: ServiceView) {
  return { ...serviceSummary(view), NamespaceId: view.namespaceId, CreatorRequestId: view.creatorRequestId };
}

export function serviceAttributes({ arn, owner, attributes }: ServiceAttributesView) {
  return { ServiceArn: arn, ResourceOwner: owner, Attributes: attributes };
}

export function instanceSummary({ id, attributes }: RegistryInstance) {
  return { Id: id, Attributes: attributes };
}

export function instance(view: RegistryInstance) {
  return { ...instanceSummary(view), CreatorRequestId: view.creatorRequestId };
}

/** Health by instance id. */
export function healthStatus(instances: readonly RegistryInstance[]): Record<string, string> {
  return Object.fromEntries(instances.map((each) => [each.id, healthOf(each)]));
}

export function discovered({ namespace, service, instances, revision }: Discovered) {
  return {
    Instances: instances.map((each) => ({
      InstanceId: each.id,
      NamespaceName: namespace.name,
      ServiceName: service.name,
      HealthStatus: healthOf(each),
      Attributes: each.attributes,
    })),
    InstancesRevision: revision,
  };
}

export function operation(view: RegistryOperationView) {
  return {
    Id: view.id,
    OwnerAccount: view.scope.account,
    Type: view.type,
    Status: view.status,
    ErrorMessage: view.errorMessage,
    ErrorCode: view.errorCode,
    CreateDate: view.createdAt / 1000,
    UpdateDate: view.createdAt / 1000,
    Targets: view.targets,
  };
}

export function tags(list: readonly Tag[]) {
  return list.map(({ key, value }) => ({ Key: key, Value: value }));
}

/** A page of a list under its member's name. */
export function page<T, W>(member: string, { items, nextToken }: Page<T>, render: (item: T) => W) {
  return { [member]: items.map(render), NextToken: nextToken };
}
