/** Words of weights. */
export const weights = {
  title: 'Weighted targets',
} as const;
