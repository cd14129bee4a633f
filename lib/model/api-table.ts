import table from './api-table.json' with { type: 'json' };

/** One shape of the API table, as far as this room reads it. */
export interface Shape {
  type: 'structure' | 'list' | 'string' | 'integer' | 'long' | 'boolean' | 'timestamp';
  members?: Readonly<Record<string, ShapeMember>>;
  required?: readonly string[];
  /** Exactly one member may be there. */
  union?: boolean;
  /** Element shape of a list. */
  member?: string;
  /** Length of strings in characters, number of elements of lists, value of numbers. */
  min?: number;
  max?: number;
  enum?: readonly string[];
  pattern?: string;
  exception?: boolean;
  httpStatus?: number;
}

export interface ShapeMember {
  shape: string;
  location?: 'uri' | 'querystring';
  locationName?: string;
  idempotencyToken?: boolean;
}

export interface ApiOperation {
  method: string;
  /** As `/v20190125/meshes/{meshName}/virtualNodes`. */
  uri: string;
  status: number;
  input: string;
  output: string;
  /** Exception classes that the model lists for it. */
  errors: readonly string[];
}

/** App Mesh's API 2019-01-25 as a machine table: the only source of shapes and limits. */
export const API_TABLE = table as unknown as {
  operations: Readonly<Record<string, ApiOperation>>;
  shapes: Readonly<Record<string, Shape>>;
};

/** A shape that must be there: names come from the table itself. */
export function shapeOf(name: string): Shape {
  const shape = API_TABLE.shapes[name];
  if (!shape) throw new Error(`the API table has no shape ${name}`);
  return shape;
}

/** An operation by name; undefined when the API has none of that name. */
export function operationOf(name: string): ApiOperation | undefined {
  return Object.hasOwn(API_TABLE.operations, name) ? API_TABLE.operations[name] : undefined;
}
