import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A table in a card; scrolls sideways when there is no room. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return (
    <div className="relative overflow-x-auto rounded-lg border bg-card">
      <table className={cn('w-full border-collapse text-left text-sm', className)} {...rest} />
    </div>
  );
}

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn('h-9 whitespace-nowrap border-b px-3.5 font-normal text-ink-2 text-xs', className)}
      {...rest}
    />
  );
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return <td className={cn('h-10 border-b px-3.5 py-1.5 [tr:last-child>&]:border-b-0', className)} {...rest} />;
}
