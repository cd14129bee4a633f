import { cn } from '../../ui';
import type { FarHover } from './use-far-arrows';

/** What the arrow below the pointer is. The outline says the same to those who use no pointer. */
export function FarTip({ hover: { x, y }, title, width }: { hover: FarHover; title: string; width: number }) {
  const turned = x > width / 2;
  return (
    <div
      aria-hidden="true"
      data-far-tip=""
      style={{ left: x, top: y }}
      className={cn(
        'pointer-events-none absolute z-20 w-max max-w-80 translate-y-3 rounded-md border border-line-strong bg-card px-2 py-1 text-xs shadow-card',
        turned ? '-translate-x-full' : 'translate-x-3',
      )}
    >
      {title}
    </div>
  );
}
