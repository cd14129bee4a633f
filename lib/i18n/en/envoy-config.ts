/** Words of what a proxy should run beside what it acknowledged. */
export const envoyConfig = {
  search: 'Search names and content',
  kind: 'Kind',
  everyKind: 'Every kind',
  onlyDifferences: 'Only what differs ({count, number})',
  count: '{shown, number} of {total, plural, one {# resource} other {# resources}}',
  more: 'Show {count, number} more',
  empty: 'Nothing is generated for this proxy.',
  type: {
    listener: 'Listeners',
    route: 'Route configurations',
    cluster: 'Clusters',
    endpoint: 'Endpoints',
    secret: 'Secrets',
  },
  one: { listener: 'Listener', route: 'Routes', cluster: 'Cluster', endpoint: 'Endpoints', secret: 'Secret' },
  state: { same: 'Acknowledged', differs: 'Differs', new: 'Not there yet', leftover: 'Left over' },
  note: {
    new: 'The proxy has acknowledged nothing of this name.',
    leftover: 'The proxy acknowledged this earlier and should not run it any more.',
  },
  versionOnly:
    'The proxy acknowledged version {version} before this control plane started, so what it runs here is not known exactly.',
  sides: 'Sides',
  difference: 'Difference',
  differenceHint: '− what the proxy acknowledged last, and runs · + what is generated for it',
  acknowledged: 'Acknowledged',
  generated: 'Generated',
  copy: 'Copy {name}',
} as const;
