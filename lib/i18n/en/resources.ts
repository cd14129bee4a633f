/** Words of the table of all resources. */
export const resources = {
  title: 'Resources',
  lead: '{count, plural, one {# resource} other {# resources}} · revision {revision}',
  search: 'Filter by name',
  kindFilter: 'Filter by kind',
  problemsOnly: 'With problems',
  column: {
    name: 'Name',
    facts: 'Configuration',
    problems: 'Problems',
    owner: 'Owned by',
    version: 'Version',
    updated: 'Updated',
  },
  noMatch: {
    title: 'Nothing matches the filter',
    hint: 'Another word or another kind may find it.',
    clear: 'Clear the filter',
  },
  empty: {
    title: 'This mesh is still empty',
    hint: 'Begin with a virtual node for each running service. Then a virtual service gives it the name that callers use.',
  },
  fact: {
    provider: '→ {name}',
    noProvider: 'no provider',
    backends: '{count, plural, one {# backend} other {# backends}}',
    discovery: { none: 'no discovery' },
    egress: 'Egress {type}',
    healthy: 'healthy {healthy, number}/{total, number}',
  },
  panel: { create: 'New {kind}', close: 'Close the panel' },
  delete: 'Delete {name}',
} as const;
