'use client';

import { useLocale } from 'next-intl';
import { useEffect, useState } from 'react';
import { absoluteTime, relativeTime } from './time';

/** "2 minutes ago", with the absolute time on hover. Counts on by itself. */
export function RelativeTime({ at, className }: { at: number; className?: string }) {
  const locale = useLocale();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), Date.now() - at < 90_000 ? 5_000 : 30_000);
    return () => clearInterval(timer);
  }, [at]);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={absoluteTime(at, locale)}
      className={className}
      suppressHydrationWarning
    >
      {relativeTime(at, Math.max(now, at), locale)}
    </time>
  );
}
