/**
 * formats: files of other systems ↔ inputs of App Mesh's Create operations. One folder per format; `conform` turns a
 * format's spelling into the API's by the shapes of lib/model, `collect` judges what was read, `text` reads JSON and
 * YAML within limits, `export` has what the writers share, `live` what
 * lies between a mesh and its files, `detect` tells formats apart. PURE: files come in as text, documents go out. Nothing is
 * dropped without a to-do and nothing is guessed without saying so. Never here: reading files, writing to a mesh.
 */
export { type ChangeInput, type MeshChange, type WrittenChange, writeChange } from './change/write-change';
export { detectFormat } from './detect/detect-format';
export { exportResources } from './export/export-resources';
export {
  EXPORT_FORMATS,
  type ExportDocument,
  type ExportedResource,
  type ExportFormat,
  type Loss,
} from './export/types';
export { importFiles, importMixed } from './import-files';
export { type Compared, compareLive, kindOf, type MeshResource, refOf, toExported } from './live/compare-live';
export { readImport } from './read-import';
export type { FindingCode, Said } from './say';
export * from './types';
