/** Words of the history of a mesh. */
export const changes = {
  title: 'Changes',
  lead: 'Every write by every door, newest first. Each made one revision.',
  column: { revision: 'Revision', what: 'Change', who: 'Who', via: 'Via', when: 'When' },
  summary: '{op} {kind} {name}',
  more: 'and {count, number} more',
  show: 'Show the difference of revision {revision}',
  hide: 'Hide the difference of revision {revision}',
  receipt: {
    title: 'Receipt',
    unused: 'No proxy uses this.',
    reached: 'On {done, number} of {total, plural, one {# proxy} other {# proxies}}',
    done: 'On {done, number} of {total, plural, one {# proxy} other {# proxies}} after {ms, number} ms',
    waiting: 'On {done, number} of {total, plural, one {# proxy} other {# proxies}}, {waiting, number} waiting',
    refused: '{count, plural, one {# proxy refuses it} other {# proxies refuse it}}',
    gone: '{count, plural, one {# proxy has gone meanwhile} other {# proxies have gone meanwhile}}',
    unknown: 'Not known: receipts are kept only for changes since the control plane started.',
  },
  tags: 'Tags',
  onlyTags: 'Only tags differ. They are changed in the overview of the resource.',
  loadMore: 'Older changes',
  userAgent: 'User agent',
  link: 'Link to this revision',
  empty: {
    title: 'Nothing has changed yet',
    hint: 'Each change of this mesh is listed here with who made it, when, by which door, and what differed.',
  },
} as const;
