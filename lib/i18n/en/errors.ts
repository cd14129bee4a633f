import type { ErrorCode } from '@/lib/model';

/** What went wrong, what was kept, what to do. `code` has one sentence for each way a use case can fail. */
export const errors = {
  code: {
    'bad-request': 'The control plane does not accept this. Nothing was changed.',
    forbidden: 'Your role does not allow this. Nothing was changed.',
    'not-found': 'This no longer exists, or something it points at is missing.',
    conflict: 'There is already something with this name, or it was changed meanwhile. Nothing was overwritten.',
    'resource-in-use': 'Something else still needs this, so it was not deleted.',
    'limit-exceeded': 'A limit is reached. Nothing was changed.',
    'too-many-tags': 'A resource can have 50 tags. Nothing was changed.',
    'too-many-requests': 'Too many requests at once. Nothing was changed; try again in a moment.',
    internal: 'The control plane failed. Its log has the details.',
    unavailable: 'The control plane cannot do this at the moment. Nothing was changed; try again in a moment.',
  } satisfies Record<ErrorCode, string>,
  /** The console’s own ways to fail. */
  console: {
    away: 'The control plane does not answer. Proxies keep serving with what they have.',
    offline: 'This browser is offline. What you entered is still here.',
    'signed-out': 'Your session has ended. Sign in again.',
    shape: 'The control plane answered in a form that this console does not know. Are both the same version?',
    unexpected: 'Something unexpected happened. Nothing was saved.',
  },
  title: {
    load: 'This cannot be shown',
    save: '{name} was not saved',
    delete: '{name} was not deleted',
  },
  words: 'In the control plane’s words',
} as const;
