import type { Shape } from '@/lib/model';

/** How a format writes the API's shapes. */
export interface Dialect {
  /** The API member that a field of the format means; undefined when there is none. */
  member(field: string, members: NonNullable<Shape['members']>): string | undefined;
  /** Numbers and booleans may come as text, and text as numbers (templates pass everything as text). */
  textScalars?: true;
  /** `yes`, `no`, `on`, `off` are booleans, as in YAML 1.1. */
  yamlBooleans?: true;
  /** Objects come as lists of one; nulls, empty lists and empty texts mean "not set". */
  blocks?: true;
  /** Lists of key and value may come as a map. */
  pairMaps?: true;
}

const own = (field: string, members: object) => (Object.hasOwn(members, field) ? field : undefined);

/** The API's own names. */
export const API_DIALECT: Dialect = { member: own };

/** CRDs once their own fields are translated. */
export const CRD_DIALECT: Dialect = { member: own, yamlBooleans: true, pairMaps: true };

/** CloudFormation: first letter upper, with irregular words (TLS, GRPC, AWSCloudMap), which case does not matter to. */
export const CLOUDFORMATION_DIALECT: Dialect = {
  textScalars: true,
  yamlBooleans: true,
  member: (field, members) => Object.keys(members).find((name) => name.toLowerCase() === field.toLowerCase()),
};

/** Lists whose Terraform block is singular. */
const SINGULAR: Readonly<Record<string, string>> = {
  listeners: 'listener',
  backends: 'backend',
  weightedTargets: 'weighted_target',
  headers: 'header',
  queryParameters: 'query_parameter',
};

/** Terraform: snake case, repeated blocks for lists. */
export const TERRAFORM_DIALECT: Dialect = {
  textScalars: true,
  blocks: true,
  pairMaps: true,
  member: (field, members) =>
    Object.keys(members).find((name) => (SINGULAR[name] ?? snakeCase(name)) === field || snakeCase(name) === field),
};

/** `http2RetryEvents` → `http2_retry_events` */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
