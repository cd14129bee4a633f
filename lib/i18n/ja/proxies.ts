import type { proxies as en } from '../en/proxies';
import type { Words } from '../words';

export const proxies = {
  title: 'proxies',
} as const satisfies Words<typeof en>;
