/** Words of the command palette. */
export const palette = {
  open: 'Search or run a command',
  short: 'Search',
  placeholder: 'Page, resource, mesh or command',
  results: 'Results',
  nothing: 'Nothing is called “{query}”.',
  create: 'New {kind}',
  group: { pages: 'Pages', resources: 'Resources', actions: 'Create', meshes: 'Meshes', settings: 'Settings' },
  keys: { move: 'choose', run: 'run', close: 'close' },
} as const;
