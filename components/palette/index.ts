/** palette: everything that can be reached or done, found by typing (Ctrl/⌘ K). */
export { Palette } from './palette';
