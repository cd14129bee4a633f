/**
 * import: files of other systems in. What is in them is read by our server route; what becomes of it is decided here and
 * goes into a draft. Sessions live as long as the tab, so that leaving the page loses nothing.
 */
export { ChooseFiles } from './choose-files';
export { DropZone } from './drop-zone';
export { ImportPage } from './import-page';
export { TransferTabs } from './transfer-tabs';
