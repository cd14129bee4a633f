/** The last five minutes of real requests, as sparklines. */
export const traffic = {
  recent: 'Requests per second · last 5 minutes',
  recentOfLive: 'Live · requests per second, last 5 minutes',
  recentNotKnown: 'Not known: no proxy reported requests in the last 5 minutes.',
  perSecond: '{rate}/s',
  most: 'max {rate}/s',
  failed: '{share} failed',
  /** One drawing in sentences. */
  spark: {
    subject: '{name}, last 5 minutes.',
    now: 'Now {rate} requests per second.',
    nowNotKnown: 'Now: not known.',
    range: 'At least {min}, at most {max}.',
    failed: '{share} failed.',
    gap: 'Not known for {seconds, plural, one {# second} other {# seconds}}.',
    notKnown: 'Not known.',
  },
} as const;
