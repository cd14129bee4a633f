/** JSON as data. */
export type Json = null | boolean | number | string | readonly Json[] | { [member: string]: Json };

export function isRecord(value: Json | undefined): value is { [member: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Rebuilds a value from the leaves up; each object is replaced by what `change` makes of it. */
export function mapRecords(value: Json, change: (record: { [member: string]: Json }) => Json): Json {
  if (Array.isArray(value)) return value.map((item) => mapRecords(item, change));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([member, inner]) => [member, mapRecords(inner, change)] as const);
  return change(Object.fromEntries(entries));
}
