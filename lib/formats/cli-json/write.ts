import { type ExportDocument, type ExportedResource, nameMember, uniqueNames } from '../export/types';

/**
 * One file for each resource, numbered in a safe order: `aws appmesh create-virtual-node --cli-input-json
 * file://002-virtual-node-web.json`. Nothing is lost but pod selectors, for which the API has no place.
 */
export function writeCli(resources: readonly ExportedResource[]): ExportDocument {
  const unique = uniqueNames();
  const width = String(resources.length).length;
  const files = resources.map(({ type, params }, i) => {
    const command = type.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
    const name = String(params[nameMember(type)] ?? '')
      .replace(/[^\w.-]+/g, '-')
      .slice(0, 80);
    const base = unique(`${String(i + 1).padStart(width, '0')}-${command}-${name}`, '-');
    return { name: `${base}.json`, text: `${JSON.stringify(params, null, 2)}\n` };
  });
  return { files, lost: [] };
}
