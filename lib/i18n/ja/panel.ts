import type { panel as en } from '../en/panel';
import type { Words } from '../words';

export const panel = {
  title: '選択中のリソース',
} as const satisfies Words<typeof en>;
