import type { graph as en } from '../en/graph';
import type { Words } from '../words';

export const graph = {
  title: 'グラフ',
} as const satisfies Words<typeof en>;
