import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../import-files';
import { identityOf, meshes } from '../testing/arbitrary';
import type { ImportedResource } from '../types';
import { exportResources } from './export-resources';
import type { ExportFormat } from './types';

const sorted = (resources: readonly ImportedResource[]) =>
  [...resources].sort((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1));

/** Export, import again; to-dos may only say that something a spec points at was not exported. */
function roundTrip(format: ExportFormat, resources: readonly ImportedResource[]) {
  const { files, lost } = exportResources(format, resources);
  const again = importFiles(format, files);
  expect(again.todo.filter((todo) => todo.kind !== 'dangling')).toEqual([]);
  return { again: sorted(again.resources), lost };
}

const RUNS = { numRuns: 60 };

describe('import after export gives the same resources', () => {
  it.each(['cli', 'cfn'] as const)('%s', (format) => {
    fc.assert(
      fc.property(meshes, (resources) => {
        const { again, lost } = roundTrip(format, resources);
        expect(again).toEqual(sorted(resources));
        expect(lost).toEqual([]);
      }),
      RUNS,
    );
  });

  it('crd, but for what it says is lost', () => {
    fc.assert(
      fc.property(meshes, (resources) => {
        const { again, lost } = roundTrip('crd', resources);
        const whole = resources.map((resource) => withoutLost(resource));
        expect(again).toEqual(sorted(whole.map(({ resource }) => resource)));
        expect(lost).toHaveLength(whole.reduce((sum, { count }) => sum + count, 0));
      }),
      RUNS,
    );
  });
});

/** A resource without what the CRDs have no place for, and how much that was. */
function withoutLost({ type, params }: ImportedResource): { resource: ImportedResource; count: number } {
  let count = 0;
  const kept = structuredClone(params);
  const drop = (object: Record<string, unknown> | undefined, key: string) => {
    if (object?.[key] === undefined) return;
    delete object[key];
    count++;
  };
  drop(kept, 'tags');
  const spec = (kept.spec ?? {}) as Record<string, Record<string, Record<string, unknown>>>;
  if (type === 'VirtualNode')
    for (const source of ['dns', 'awsCloudMap']) drop(spec.serviceDiscovery?.[source], 'ipPreference');
  if (type === 'Mesh' && String(spec.serviceDiscovery?.ipPreference).endsWith('PREFERRED'))
    drop(spec, 'serviceDiscovery');
  return { resource: { type, params: kept }, count };
}
