'use client';

import { useTranslations } from 'next-intl';
import type { ApiDraft, ApiProblem, DraftPlan, Severity } from '@/lib/model';
import { refKey } from '@/lib/model';
import { useProblemText } from '../words';
import { Card } from './card';
import { Line } from './check-line';
import { Verdict } from './verdict';

const MARKS = { error: 'bad', warning: 'attention', info: 'off' } as const satisfies Record<Severity, string>;

/** What is to be looked at before applying: refusals of the API, problems (new ones first), Envoy's verdict. */
export function ChecksCard({ draft, plan }: { draft: ApiDraft; plan: DraftPlan }) {
  const t = useTranslations('drafts.checks');
  const { refusals, fixed } = plan;
  const problems = [...plan.problems].sort((a, b) => Number(b.isNew) - Number(a.isNew));
  const toLookAt = refusals.length + problems.filter((problem) => problem.isNew).length;
  return (
    <Card title={t('title')} note={t('toLookAt', { count: toLookAt })}>
      <ul className="flex flex-col gap-2.5">
        {refusals.map((refusal) => (
          <Line key={`${refKey(refusal.ref)} ${refusal.code} ${refusal.path}`} mark="bad" badge={t('refused')}>
            <span className="font-semibold">{refusal.ref.name}</span>: {refusal.message}
            <Path path={refusal.path} />
          </Line>
        ))}
        {problems.map((problem) => (
          <ProblemLine
            key={problemKey(problem)}
            problem={problem}
            badge={problem.isNew ? t('isNew') : t('before')}
            isNew={problem.isNew}
          />
        ))}
        {fixed.map((problem) => (
          <ProblemLine key={problemKey(problem)} problem={problem} badge={t('fixed')} isFixed />
        ))}
        {refusals.length === 0 && problems.length === 0 && <Line mark="good">{t('none')}</Line>}
        <Verdict draft={draft} plan={plan} />
      </ul>
    </Card>
  );
}

const problemKey = ({ code, resource, path, params }: ApiProblem) =>
  `${code} ${refKey(resource)} ${path} ${JSON.stringify(params)}`;

interface ProblemLineProps {
  problem: ApiProblem;
  badge: string;
  isNew?: boolean;
  isFixed?: boolean;
}

function ProblemLine({ problem, badge, isNew, isFixed }: ProblemLineProps) {
  const t = useTranslations('common.severity');
  const text = useProblemText();
  const tone = isFixed ? 'good' : isNew ? (problem.severity === 'error' ? 'bad' : 'attention') : 'neutral';
  return (
    <Line mark={isFixed ? 'good' : MARKS[problem.severity]} badge={badge} tone={tone}>
      <span className="mr-1.5 font-semibold">{t(problem.severity)}</span>
      {text(problem)}
      <Path path={problem.path} />
    </Line>
  );
}

function Path({ path }: { path: string }) {
  return path === '' ? null : <code className="ml-1.5 break-words text-ink-2 text-xs">{path}</code>;
}
