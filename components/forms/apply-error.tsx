'use client';

import { useTranslations } from 'next-intl';
import { draftConflictOf } from '@/lib/client';
import { useDraftErrorText } from '../mesh-view';
import { ErrorState } from '../ui';
import { useProblemText } from '../words';

export interface ApplyErrorProps {
  name: string;
  error: Error;
  title?: 'save' | 'delete';
}

/** Why something was not written live, with what it would break. */
export function ApplyError({ name, error, title = 'save' }: ApplyErrorProps) {
  const t = useTranslations();
  const errorText = useDraftErrorText();
  const problemText = useProblemText();
  const conflict = draftConflictOf(error);
  const lines =
    conflict?.reason === 'errors'
      ? conflict.problems.map(problemText)
      : conflict?.reason === 'refused'
        ? conflict.refusals.map(({ message }) => message)
        : [];
  const { message, detail } = errorText(error);
  return (
    <>
      <ErrorState title={t(`errors.title.${title}`, { name })} message={message} detail={detail} />
      {lines.length > 0 && (
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {lines.map((line) => (
            <li key={line} className="break-words">
              {line}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
