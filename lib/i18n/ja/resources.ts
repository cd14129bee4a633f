import type { resources as en } from '../en/resources';
import type { Words } from '../words';

export const resources = {
  title: 'resources',
} as const satisfies Words<typeof en>;
