/**
 * formats: files of other systems ↔ inputs of App Mesh's Create operations. One folder per format; `conform` turns a
 * format's spelling into the API's by the shapes of lib/model, `collect` judges what was read, `text` reads JSON and
 * YAML within limits. PURE: files come in as text, documents go out. Nothing is dropped without a to-do and nothing is
 * guessed without saying so. Never here: reading files, writing to a mesh.
 */
export { importFiles } from './import-files';
export * from './types';
