/**
 * ui: the generic parts of every screen on Radix and Tailwind. They know no mesh data (only the seven kinds' glyphs),
 * no routes and no fetching. Words come from lib/i18n, colours from the tokens of app/globals.css.
 */
export * from './badge';
export * from './button';
export * from './checkbox';
export * from './cn';
export * from './code-block';
export * from './copy-button';
export * from './dialog';
export * from './field';
export * from './figures';
export * from './help-mark';
export * from './icon-button';
export * from './input';
export * from './kbd';
export * from './kind-glyph';
export * from './link-tabs';
export * from './menu';
export * from './middle-cut';
export * from './number-field';
export * from './page-header';
export * from './relative-time';
export * from './save-blob';
export * from './select';
export * from './skeleton';
export * from './states';
export * from './table';
export * from './tabs';
export * from './text-file-area';
export * from './time';
export * from './tooltip';
