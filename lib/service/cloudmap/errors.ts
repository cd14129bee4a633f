/** Cloud Map's own ways to fail, by the names that its model gives them. The door maps each to its status. */
export const CLOUD_MAP_ERROR_CODES = [
  'InvalidInput',
  'NamespaceAlreadyExists',
  'ServiceAlreadyExists',
  'ResourceLimitExceeded',
  'TooManyTagsException',
  'ServiceAttributesLimitExceededException',
  'NamespaceNotFound',
  'ServiceNotFound',
  'InstanceNotFound',
  'OperationNotFound',
  'CustomHealthNotFound',
  'ResourceNotFoundException',
  'ResourceInUse',
] as const;

export type CloudMapErrorCode = (typeof CLOUD_MAP_ERROR_CODES)[number];

/**
 * What Cloud Map's use cases throw besides ServiceError (which stands for what every API has: not allowed, not
 * available). `members` are told beside the message, as `NamespaceId`.
 */
export class CloudMapError extends Error {
  constructor(
    readonly code: CloudMapErrorCode,
    message: string,
    readonly members: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'CloudMapError';
  }
}
