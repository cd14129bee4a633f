'use client';

import { useTranslations } from 'next-intl';
import { refOf, routeBody, type Typed } from '@/lib/graph';
import { type GrpcRetryPolicy, type RouteSpec, refKey } from '@/lib/model';
import { WeightEditor } from '../../weights';
import { durationText } from '../durations';
import { Fact, Facts, Section } from '../facts';
import { useMatchText } from '../match-text';
import type { OverviewContext } from './overview';

export function RouteOverview({ route, mesh, snapshot, traffic }: OverviewContext & { route: Typed<'route'> }) {
  const t = useTranslations('panel');
  return (
    <>
      <div className="px-5 py-4">
        <WeightEditor key={refKey(refOf(route))} mesh={mesh} route={route} snapshot={snapshot} traffic={traffic} />
      </div>
      <Section title={t('section.facts')}>
        <RouteFacts spec={route.spec} />
      </Section>
    </>
  );
}

function RouteFacts({ spec }: { spec: RouteSpec }) {
  const t = useTranslations('panel');
  const matchText = useMatchText();
  const { priority } = spec;
  return (
    <Facts>
      <Fact term={t('fact.match')}>
        {matchText(spec).map((text) => (
          <span key={text} className="block">
            {text}
          </span>
        ))}
      </Fact>
      <Fact term={t('fact.priority')} computed={priority === undefined}>
        {priority === undefined ? t('priorityUnset') : t('priorityValue', { priority: String(priority) })}
      </Fact>
      <RetryFact spec={spec} />
      <TimeoutFacts spec={spec} />
    </Facts>
  );
}

function RetryFact({ spec }: { spec: RouteSpec }) {
  const t = useTranslations('panel');
  const known = routeBody(spec);
  if (!known || known.protocol === 'tcp') return null;
  const policy = 'retryPolicy' in known.body ? known.body.retryPolicy : undefined;
  if (!policy) {
    return (
      <Fact term={t('fact.retryPolicy')} computed>
        {t('retryDefault')}
      </Fact>
    );
  }
  const { grpcRetryEvents: grpc = [] }: GrpcRetryPolicy = policy;
  const events = [...(policy.httpRetryEvents ?? []), ...grpc, ...(policy.tcpRetryEvents ?? [])].join(', ');
  return (
    <>
      <Fact term={t('fact.retryPolicy')}>{t('retryValue', { retries: policy.maxRetries, events })}</Fact>
      <Fact term={t('fact.perRetry')}>{durationText(policy.perRetryTimeout)}</Fact>
    </>
  );
}

/** Requests end after 15 s unless a route says otherwise; 0 means never. */
function TimeoutFacts({ spec }: { spec: RouteSpec }) {
  const t = useTranslations('panel');
  const known = routeBody(spec);
  if (!known) return null;
  const { timeout } = known.body;
  const request = timeout && 'perRequest' in timeout ? timeout.perRequest : undefined;
  const idle = timeout?.idle;
  return (
    <>
      {known.protocol !== 'tcp' && (
        <Fact term={t('fact.requestTimeout')} computed={request === undefined}>
          {request?.value === 0 ? t('unlimited') : (durationText(request) ?? '15 s')}
        </Fact>
      )}
      <Fact term={t('fact.idleTimeout')} computed={idle === undefined}>
        {durationText(idle) ?? t('never')}
      </Fact>
    </>
  );
}
