import { writeCli } from '../cli-json/write';
import { writeCloudFormation } from '../cloudformation/write';
import { type CrdOptions, writeCrd } from '../crd-yaml/write';
import type { ExportDocument, ExportedResource, ExportFormat } from './types';

/**
 * Resources as files of a format; importing those gives the same resources, but for what `lost` tells. Resources come
 * parents first, as an import gives them.
 */
export function exportResources(
  format: ExportFormat,
  resources: readonly ExportedResource[],
  options: CrdOptions = {},
): ExportDocument {
  if (format === 'crd') return writeCrd(resources, options);
  return format === 'cfn' ? writeCloudFormation(resources) : writeCli(resources);
}
