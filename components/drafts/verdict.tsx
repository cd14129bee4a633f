'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { draftVerdictQuery } from '@/lib/client';
import { type ApiDraft, type DraftPlan, type DraftVerdict, refKey } from '@/lib/model';
import { ErrorState } from '../ui';
import { useErrorText } from '../words';
import { Line } from './check-line';

/** What Envoy itself says to the new configuration. It takes seconds, so it comes after the rest. */
export function Verdict({ draft, plan }: { draft: ApiDraft; plan: DraftPlan }) {
  const t = useTranslations('drafts.verdict');
  const errors = useTranslations('errors.title');
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery(draftVerdictQuery(draft.mesh, draft.id));
  if (error) {
    return (
      <li>
        <ErrorState title={errors('load')} {...errorText(error)} onRetry={() => void refetch()} />
      </li>
    );
  }
  const isOfThis = data?.version === plan.version && data.revision === plan.revision;
  if (!isOfThis || !data.verdict) {
    return (
      <Line mark="waiting">
        <span role="status" aria-busy="true">
          {t('asking')}
        </span>
      </Line>
    );
  }
  return <Given verdict={data.verdict} />;
}

function Given({ verdict }: { verdict: DraftVerdict }) {
  const t = useTranslations('drafts.verdict');
  const { state, checked, refusals, reason } = verdict;
  const names = checked.map(({ name }) => name).join(', ');
  switch (state) {
    case 'unchanged':
      return <Line mark="good">{t('unchanged')}</Line>;
    case 'not-checked':
      return (
        <Line mark="off">
          <strong className="font-semibold">{t('notChecked')}</strong>
          {reason && <p className="text-ink-2 text-xs">{reason}</p>}
          <Left verdict={verdict} />
        </Line>
      );
    case 'accepted':
      return (
        <Line mark="good">
          <strong className="font-semibold">{t('accepted')}</strong>
          <p className="text-ink-2 text-xs">{t('acceptedOf', { count: checked.length, names })}</p>
          <Left verdict={verdict} />
        </Line>
      );
    case 'refused':
      return (
        <Line mark="bad">
          <strong className="font-semibold">{t('refused')}</strong>
          {refusals.map(({ resource, message }) => (
            <p key={refKey(resource)} className="font-mono text-xs">
              <span className="font-semibold">{resource.name}</span>: {message}
            </p>
          ))}
          <Left verdict={verdict} />
        </Line>
      );
  }
}

function Left({ verdict: { notChecked } }: { verdict: DraftVerdict }) {
  const t = useTranslations('drafts.verdict');
  if (notChecked.length === 0) return null;
  return (
    <div className="text-ink-2 text-xs">
      {t('left')}
      <ul className="ml-4 list-disc">
        {notChecked.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
    </div>
  );
}
