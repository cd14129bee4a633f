/**
 * Inputs of Cloud Map's operations, with the limits and patterns of its published model (servicediscovery
 * 2017-03-14). Members that the model does not have are ignored, as AWS does.
 */
import { z } from 'zod';

const ABORT = { abort: true };
const idOrArn = z.string().min(1).max(255);
const resourceId = z.string().min(1).max(64);
const description = z.string().max(1024);
const requestId = z.string().max(64);
const maxResults = z.int().min(1).max(100);
const nextToken = z.string().max(4096);
const account = z.string().regex(/^\d{12}$/);
const ttl = z.int().min(0).max(2147483647);

const namespaceNameHttp = z
  .string()
  .max(1024, ABORT)
  .regex(/^(?!arn:)[!-~]{1,1024}$/);
const namespaceNamePrivate = z
  .string()
  .max(253, ABORT)
  .regex(/^(?!arn:)[!-~]{1,253}$/);
const label = '[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const namespaceNamePublic = z
  .string()
  .max(253, ABORT)
  .regex(new RegExp(`^(${label}\\.)+${label}$`));
const namespaceName = z
  .string()
  .max(1024, ABORT)
  .regex(/^[!-~]{1,1024}$/);
const serviceLabel = '([a-zA-Z0-9_][a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9])';
const serviceName = z
  .string()
  .max(127, ABORT)
  .regex(new RegExp(`^${serviceLabel}(\\.${serviceLabel})*$|^\\.$`));
const instanceId = z
  .string()
  .max(64, ABORT)
  .regex(/^[0-9a-zA-Z_/:.@-]+$/);
const attributeKey = z
  .string()
  .max(255, ABORT)
  .regex(/^[a-zA-Z0-9!-~]+$/);
const attributeValue = z
  .string()
  .max(1024, ABORT)
  .regex(/^([a-zA-Z0-9!-~][ \ta-zA-Z0-9!-~]*)?[a-zA-Z0-9!-~]?$/);
const attributes = z.record(attributeKey, attributeValue);

const tagKey = z.string().min(1).max(128);
const tags = z.array(z.object({ Key: tagKey, Value: z.string().max(256) })).max(200);

const soa = z.object({ DnsProperties: z.object({ SOA: z.object({ TTL: ttl }) }) });
const createNamespace = {
  CreatorRequestId: requestId.optional(),
  Description: description.optional(),
  Tags: tags.optional(),
};
const updateNamespace = { Id: idOrArn, UpdaterRequestId: requestId.optional() };
const updateDnsNamespace = z.object({
  ...updateNamespace,
  Namespace: z.object({ Description: description.optional(), Properties: soa.optional() }),
});

const dnsRecords = z
  .array(z.object({ Type: z.enum(['SRV', 'A', 'AAAA', 'CNAME']), TTL: ttl }))
  .min(1)
  .refine((records) => isRecordCombination(records.map((record) => record.Type)), {
    error: 'must be A, AAAA, A and AAAA, SRV, or CNAME',
  });
const failureThreshold = z.int().min(1).max(10);
const healthCheckConfig = z.object({
  Type: z.enum(['HTTP', 'HTTPS', 'TCP']),
  ResourcePath: z.string().max(255).optional(),
  FailureThreshold: failureThreshold.optional(),
});

const page = { MaxResults: maxResults.optional(), NextToken: nextToken.optional() };
const condition = z.enum(['EQ', 'IN', 'BETWEEN', 'BEGINS_WITH']).optional();
const filters = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z
    .array(z.object({ Name: z.enum(names), Values: z.array(z.string().min(1).max(255)).min(1), Condition: condition }))
    .optional();

const discover = { NamespaceName: namespaceName, ServiceName: serviceName, OwnerAccount: account.optional() };

/** Cloud Map's limit for one service, and for one call. */
export const MAX_SERVICE_ATTRIBUTES = 30;
const serviceAttributeKey = z.string().max(255);
const isCount = (count: number) => count >= 1 && count <= MAX_SERVICE_ATTRIBUTES;

/** One schema for each operation that is served here. */
export const CLOUD_MAP_INPUTS = {
  CreateHttpNamespace: z.object({ Name: namespaceNameHttp, ...createNamespace }),
  CreatePrivateDnsNamespace: z.object({
    Name: namespaceNamePrivate,
    Vpc: resourceId,
    Properties: soa.optional(),
    ...createNamespace,
  }),
  CreatePublicDnsNamespace: z.object({ Name: namespaceNamePublic, Properties: soa.optional(), ...createNamespace }),
  UpdateHttpNamespace: z.object({ ...updateNamespace, Namespace: z.object({ Description: description }) }),
  UpdatePrivateDnsNamespace: updateDnsNamespace,
  UpdatePublicDnsNamespace: updateDnsNamespace,
  DeleteNamespace: z.object({ Id: idOrArn }),
  GetNamespace: z.object({ Id: idOrArn }),
  ListNamespaces: z.object({ ...page, Filters: filters(['TYPE', 'NAME', 'HTTP_NAME', 'RESOURCE_OWNER']) }),
  CreateService: z.object({
    Name: serviceName,
    NamespaceId: idOrArn.optional(),
    CreatorRequestId: requestId.optional(),
    Description: description.optional(),
    DnsConfig: z
      .object({
        NamespaceId: resourceId.optional(),
        RoutingPolicy: z.enum(['MULTIVALUE', 'WEIGHTED']).optional(),
        DnsRecords: dnsRecords,
      })
      .optional(),
    HealthCheckConfig: healthCheckConfig.optional(),
    HealthCheckCustomConfig: z.object({ FailureThreshold: failureThreshold.optional() }).optional(),
    Tags: tags.optional(),
    Type: z.enum(['HTTP']).optional(),
  }),
  UpdateService: z.object({
    Id: idOrArn,
    Service: z.object({
      Description: description.optional(),
      DnsConfig: z.object({ DnsRecords: dnsRecords }).optional(),
      HealthCheckConfig: healthCheckConfig.optional(),
    }),
  }),
  DeleteService: z.object({ Id: idOrArn }),
  GetService: z.object({ Id: idOrArn }),
  ListServices: z.object({ ...page, Filters: filters(['NAMESPACE_ID', 'RESOURCE_OWNER']) }),
  GetServiceAttributes: z.object({ ServiceId: idOrArn }),
  UpdateServiceAttributes: z.object({
    ServiceId: idOrArn,
    Attributes: z
      .record(serviceAttributeKey, z.string().max(1024))
      .refine((given) => isCount(Object.keys(given).length), { error: 'must have 1 to 30 attributes' }),
  }),
  DeleteServiceAttributes: z.object({
    ServiceId: idOrArn,
    Attributes: z.array(serviceAttributeKey).min(1).max(MAX_SERVICE_ATTRIBUTES),
  }),
  RegisterInstance: z.object({
    ServiceId: idOrArn,
    InstanceId: instanceId,
    CreatorRequestId: requestId.optional(),
    Attributes: attributes,
  }),
  DeregisterInstance: z.object({ ServiceId: idOrArn, InstanceId: resourceId }),
  GetInstance: z.object({ ServiceId: idOrArn, InstanceId: resourceId }),
  ListInstances: z.object({ ServiceId: idOrArn, ...page }),
  GetInstancesHealthStatus: z.object({ ServiceId: idOrArn, Instances: z.array(resourceId).min(1).optional(), ...page }),
  UpdateInstanceCustomHealthStatus: z.object({
    ServiceId: idOrArn,
    InstanceId: resourceId,
    Status: z.enum(['HEALTHY', 'UNHEALTHY']),
  }),
  DiscoverInstances: z.object({
    ...discover,
    MaxResults: z.int().min(1).max(1000).optional(),
    QueryParameters: attributes.optional(),
    OptionalParameters: attributes.optional(),
    HealthStatus: z.enum(['HEALTHY', 'UNHEALTHY', 'ALL', 'HEALTHY_OR_ELSE_ALL']).optional(),
  }),
  DiscoverInstancesRevision: z.object(discover),
  GetOperation: z.object({ OperationId: z.string().max(255), OwnerAccount: account.optional() }),
  ListOperations: z.object({
    ...page,
    Filters: filters(['NAMESPACE_ID', 'SERVICE_ID', 'STATUS', 'TYPE', 'UPDATE_DATE']),
  }),
  TagResource: z.object({ ResourceARN: z.string().min(1).max(1011), Tags: tags }),
  UntagResource: z.object({ ResourceARN: z.string().min(1).max(1011), TagKeys: z.array(tagKey).max(200) }),
  ListTagsForResource: z.object({ ResourceARN: z.string().min(1).max(1011) }),
};

/** Cloud Map's operations that are served here. */
export type CloudMapOperation = keyof typeof CLOUD_MAP_INPUTS;

/** An operation's input after validation. */
export type CloudMapInput<O extends CloudMapOperation> = z.output<(typeof CLOUD_MAP_INPUTS)[O]>;

/** The record types that one service may have together. */
function isRecordCombination(types: readonly string[]): boolean {
  return ['A', 'AAAA', 'A,AAAA', 'SRV', 'CNAME'].includes([...types].sort().join());
}
