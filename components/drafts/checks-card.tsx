'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import type { ApiDraft, ApiProblem, DraftPlan, ResourceRef, Severity } from '@/lib/model';
import { refKey } from '@/lib/model';
import { ProblemFixes } from '../mesh-view';
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
            <Place mesh={draft.mesh} draft={draft.id} target={refusal.ref} path={refusal.path} />
          </Line>
        ))}
        {problems.map((problem) => (
          <ProblemLine
            key={problemKey(problem)}
            draft={draft}
            problem={problem}
            badge={problem.isNew ? t('isNew') : t('before')}
            isNew={problem.isNew}
          />
        ))}
        {fixed.map((problem) => (
          <ProblemLine key={problemKey(problem)} draft={draft} problem={problem} badge={t('fixed')} isFixed />
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
  draft: ApiDraft;
  problem: ApiProblem;
  badge: string;
  isNew?: boolean;
  isFixed?: boolean;
}

function ProblemLine({ draft, problem, badge, isNew, isFixed }: ProblemLineProps) {
  const t = useTranslations('common.severity');
  const text = useProblemText();
  const tone = isFixed ? 'good' : isNew ? (problem.severity === 'error' ? 'bad' : 'attention') : 'neutral';
  return (
    <Line mark={isFixed ? 'good' : MARKS[problem.severity]} badge={badge} tone={tone}>
      <span className="mr-1.5 font-semibold">{t(problem.severity)}</span>
      {text(problem)}
      <Place mesh={draft.mesh} draft={draft.id} target={problem.resource} path={problem.path} />
      {!isFixed && <ProblemFixes mesh={draft.mesh} problem={problem} />}
    </Line>
  );
}

interface PlaceProps {
  mesh: string;
  draft: string;
  target: ResourceRef;
  path: string;
}

/** Where it is: leads to that field of the form, in the draft. */
function Place({ mesh, draft, target, path }: PlaceProps) {
  const t = useTranslations('drafts.checks');
  const href = paths.graph(mesh, { draft, select: target, tab: 'configuration', field: path || undefined });
  return (
    <Link
      href={href}
      aria-label={t('open', { name: target.name, path })}
      className="ml-1.5 rounded text-accent text-xs hover:underline"
    >
      {path === '' ? target.name : <code className="break-words">{path}</code>}
    </Link>
  );
}
