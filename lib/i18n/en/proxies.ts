/** Words of proxies. */
export const proxies = {
  title: 'proxies',
} as const;
