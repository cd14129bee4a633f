import { Skeleton } from '../ui';

/** The layout of the review, before it is known. */
export function ReviewSkeleton() {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-48" />
        <Skeleton className="h-32" />
      </div>
      <div className="flex flex-col gap-4">
        <Skeleton className="h-40" />
        <Skeleton className="h-32" />
      </div>
    </div>
  );
}
