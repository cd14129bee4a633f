/** Words of panel. */
export const panel = {
  title: 'Selection',
} as const;
