import type { changes as en } from '../en/changes';
import type { Words } from '../words';

export const changes = {
  title: 'changes',
} as const satisfies Words<typeof en>;
