const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How long ago `at` was at `now` (both ms), in words: "2 minutes ago", 「2 分前」. */
export function relativeTime(at: number, now: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const ms = now - at;
  const [unit, size] = STEPS.find(([, step]) => Math.abs(ms) >= step) ?? ['second', 1_000];
  return format.format(-Math.trunc(ms / size), unit);
}

/** The day alone, in the reader's time zone. */
export function absoluteDate(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at);
}

/** Date and time to the second, in the browser's time zone. */
export function absoluteTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

/** A short length of time, such as "5 d", "2 h", "0.4 s". */
export function shortDuration(ms: number, locale: string): string {
  const [unit, size] = STEPS.find(([, step]) => ms >= step) ?? ['second', 1_000];
  const amount = ms / size;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: unit === 'second' && amount < 10 ? 1 : 0,
  }).format(unit === 'second' ? amount : Math.floor(amount));
}
