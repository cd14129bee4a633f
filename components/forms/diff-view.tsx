'use client';

import { useTranslations } from 'next-intl';
import { cn } from '../ui';
import { lineDiff, withContext } from './line-diff';

/** Two texts, line by line. Signs say what colour says. */
export function DiffView({ before, after, whole = false }: { before: string; after: string; whole?: boolean }) {
  const t = useTranslations('forms');
  const diff = lineDiff(before, after);
  if (diff.every((line) => line.op === ' ')) return <p className="text-ink-2">{t('noDifference')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide text scrolls, also by keyboard
    <pre tabIndex={0} className="overflow-x-auto rounded-md border bg-canvas py-2 font-mono text-xs leading-5">
      {(whole ? diff : withContext(diff)).map((line, i) => {
        const [op, text] = line === 'gap' ? [' ', '…'] : [line.op, line.text];
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever drawn anew as a whole
            key={i}
            className={cn(
              'block min-w-max px-3',
              op === '+' && 'bg-added',
              op === '-' && 'bg-removed',
              line === 'gap' && 'text-ink-3',
            )}
          >
            {op} {text}
          </span>
        );
      })}
    </pre>
  );
}
