import { cn } from './cn';

/** Letters at the end of a name that are always shown. */
const TAIL = 8;

/** A name on one line that loses its middle, not its end, when there is no room: names differ at both ends. */
export function MiddleCut({ text, className }: { text: string; className?: string }) {
  const letters = [...text];
  const cut = letters.length > 2 * TAIL ? letters.length - TAIL : letters.length;
  return (
    <span title={text} className={cn('flex min-w-0', className)}>
      <span className="truncate">{letters.slice(0, cut).join('')}</span>
      {cut < letters.length && <span className="shrink-0 whitespace-pre">{letters.slice(cut).join('')}</span>}
    </span>
  );
}
