/** export: a mesh as files of other systems, written in the browser from the snapshot that it has. Stores nothing. */
export { ExportPage } from './export-page';
