/** Words of forms. */
export const forms = {
  title: 'forms',
} as const;
