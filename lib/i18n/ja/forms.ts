import type { forms as en } from '../en/forms';
import type { Words } from '../words';

export const forms = {
  title: 'forms',
} as const satisfies Words<typeof en>;
