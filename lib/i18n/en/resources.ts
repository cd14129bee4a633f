/** Words of resources. */
export const resources = {
  title: 'resources',
} as const;
