/** Words of changes. */
export const changes = {
  title: 'changes',
} as const;
