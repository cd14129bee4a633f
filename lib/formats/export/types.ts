import type { ImportedResource, SourceFile } from '../types';

/** What can be written. */
export const EXPORT_FORMATS = ['cli', 'crd', 'cfn'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** One field that a format has no place for. */
export interface Loss {
  /** `VirtualNode web: tags` */
  where: string;
  message: string;
}

export interface ExportDocument {
  files: SourceFile[];
  lost: Loss[];
}

/** Resources as a writer takes them: inputs of Create operations. */
export type ExportedResource = Pick<ImportedResource, 'type' | 'params' | 'podSelector'>;

/** `VirtualNode web`, for reports. */
export function titleOf({ type, params }: ExportedResource): string {
  return `${type} ${String(params[nameMember(type)] ?? '')}`;
}

/** `VirtualNode` → `virtualNodeName` */
export function nameMember(type: string): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}Name`;
}

/** Gives names that no other thing of the same export has: `a`, `a-2`, `a-3`. */
export function uniqueNames(): (wanted: string, separator: string) => string {
  const taken = new Set<string>();
  return (wanted, separator) => {
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}${separator}${i}`;
    taken.add(name);
    return name;
  };
}
