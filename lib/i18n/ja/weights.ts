import type { weights as en } from '../en/weights';
import type { Words } from '../words';

export const weights = {
  title: '加重ターゲット',
} as const satisfies Words<typeof en>;
