import { cn } from './cn';

/** The place of something that is being loaded. Give it the size of the real thing. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('block animate-pulse rounded bg-line', className)} />;
}
