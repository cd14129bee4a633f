import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { API_TABLE } from './api-table';

const PYTHON = join(import.meta.dirname, '../../.venv/bin/python');
/** Prints the service model that botocore ships: AWS's own published description of App Mesh's API. */
const PRINT = `
import json, botocore.loaders
print(json.dumps(botocore.loaders.Loader().load_service_model('appmesh', 'service-2')))
`;

interface PublishedShape {
  type: string;
  members?: Record<string, { shape: string; location?: string; locationName?: string }>;
  required?: string[];
  member?: { shape: string };
  min?: number;
  max?: number;
  enum?: string[];
  pattern?: string;
  union?: boolean;
}
interface Published {
  operations: Record<
    string,
    {
      http: { method: string; requestUri: string };
      input: { shape: string };
      output: { shape: string };
      errors: { shape: string }[];
    }
  >;
  shapes: Record<string, PublishedShape>;
}

const published = JSON.parse(
  execFileSync(PYTHON, ['-c', PRINT], { encoding: 'utf8', maxBuffer: 2 ** 26 }),
) as Published;

describe('the API table against the published service model', () => {
  it('has the same operations, paths, shapes and errors', () => {
    const ours = Object.entries(API_TABLE.operations).map(([name, o]) => [
      name,
      o.method,
      o.uri,
      o.input,
      o.output,
      [...o.errors].sort(),
    ]);
    const theirs = Object.entries(published.operations).map(([name, o]) => [
      name,
      o.http.method,
      o.http.requestUri,
      o.input.shape,
      o.output.shape,
      o.errors.map((e) => e.shape).sort(),
    ]);
    expect(ours.sort()).toEqual(theirs.sort());
  });

  it('has the same shapes', () => {
    expect(Object.keys(API_TABLE.shapes).sort()).toEqual(Object.keys(published.shapes).sort());
  });

  it.each(Object.keys(published.shapes))('has the same constraints of %s', (name) => {
    const theirs = published.shapes[name];
    const ours = API_TABLE.shapes[name];
    const places = (members: PublishedShape['members'] = {}) =>
      Object.entries(members)
        .map(([member, m]) => [member, m.shape, m.location, m.locationName])
        .sort();
    expect({ ...ours, members: places(ours?.members as PublishedShape['members']) }).toMatchObject({
      type: theirs?.type,
      members: places(theirs?.members),
      ...(theirs?.required && { required: theirs.required }),
      ...(theirs?.member && { member: theirs.member.shape }),
      ...(theirs?.min !== undefined && { min: theirs.min }),
      ...(theirs?.max !== undefined && { max: theirs.max }),
      ...(theirs?.enum && { enum: theirs.enum }),
      ...(theirs?.pattern !== undefined && { pattern: theirs.pattern }),
      ...(theirs?.union && { union: true }),
    });
    expect(ours?.min).toBe(theirs?.min);
    expect(ours?.max).toBe(theirs?.max);
    expect(ours?.union ?? false).toBe(theirs?.union ?? false);
    expect(ours?.required ?? []).toEqual(theirs?.required ?? []);
  });
});
