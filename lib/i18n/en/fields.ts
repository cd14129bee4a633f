/** Words of fields. */
export const fields = {
  title: 'fields',
} as const;
