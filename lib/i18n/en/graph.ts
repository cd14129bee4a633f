/** Words of graph. */
export const graph = {
  title: 'Graph',
} as const;
