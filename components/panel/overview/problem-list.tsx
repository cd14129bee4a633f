'use client';

import { useTranslations } from 'next-intl';
import type { ApiProblem, Severity } from '@/lib/model';
import { ProblemFixes } from '../../mesh-view';
import { cn, StateMark } from '../../ui';
import { useProblemText } from '../../words';

const LOOK: Record<Severity, { mark: 'bad' | 'attention' | 'off'; frame: string }> = {
  error: { mark: 'bad', frame: 'bg-bad-tint' },
  warning: { mark: 'attention', frame: 'bg-attention-tint' },
  info: { mark: 'off', frame: 'bg-canvas' },
};

/** What is wrong with the selection, in whole sentences. */
export function ProblemList({ mesh, problems }: { mesh: string; problems: readonly ApiProblem[] }) {
  const t = useTranslations();
  const text = useProblemText();
  return (
    <ul aria-label={t('panel.section.problems')} className="flex flex-col gap-1.5 px-5 py-4">
      {problems.map((problem) => (
        <li
          key={`${problem.code} ${problem.path} ${JSON.stringify(problem.params)}`}
          className={cn('flex gap-2.5 rounded-md px-3 py-2', LOOK[problem.severity].frame)}
        >
          <StateMark state={LOOK[problem.severity].mark} className="mt-1.5" />
          <span className="min-w-0">
            <span className="mr-1.5 font-semibold">{t(`common.severity.${problem.severity}`)}</span>
            {text(problem)}
            {problem.path && <code className="ml-1.5 break-all text-ink-2 text-xs">{problem.path}</code>}
            <ProblemFixes mesh={mesh} problem={problem} />
          </span>
        </li>
      ))}
    </ul>
  );
}
