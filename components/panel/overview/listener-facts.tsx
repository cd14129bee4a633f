'use client';

import { useTranslations } from 'next-intl';
import type { HealthCheckPolicy, Listener } from '@/lib/model';
import { durationText } from '../durations';
import { Fact, Facts } from '../facts';

interface ListenerFactsProps {
  listeners: readonly Listener[];
  empty: string;
  /** Of a gateway, whose listeners have no timeouts and which nothing checks. */
  ofGateway?: boolean;
}

/** Each listener of a node or gateway with what acts where nothing is set. */
export function ListenerFacts({ listeners, empty, ofGateway = false }: ListenerFactsProps) {
  if (listeners.length === 0) return <p className="text-ink-2">{empty}</p>;
  return (
    <div className="flex flex-col gap-3">
      {listeners.map((listener) => (
        <OneListener
          key={`${listener.portMapping.protocol} ${listener.portMapping.port}`}
          listener={listener}
          ofGateway={ofGateway}
        />
      ))}
    </div>
  );
}

function OneListener({ listener, ofGateway }: { listener: Listener; ofGateway: boolean }) {
  const t = useTranslations('panel');
  const { protocol, port } = listener.portMapping;
  const timeout = listener.timeout?.[protocol];
  const request = timeout && 'perRequest' in timeout ? timeout.perRequest : undefined;
  return (
    <Facts>
      <Fact term={t('fact.port')}>
        <span className="font-semibold">
          {protocol} {port}
        </span>
      </Fact>
      {!ofGateway && <HealthFact check={listener.healthCheck} port={port} />}
      {protocol !== 'tcp' && !ofGateway && (
        <Fact term={t('fact.requestTimeout')} computed={request === undefined}>
          {request?.value === 0 ? t('unlimited') : (durationText(request) ?? '15 s')}
        </Fact>
      )}
      {!ofGateway && (
        <Fact term={t('fact.idleTimeout')} computed={timeout?.idle === undefined}>
          {timeout?.idle?.value === 0 ? t('never') : (durationText(timeout?.idle) ?? '300 s')}
        </Fact>
      )}
      {listener.tls && <Fact term={t('fact.tls')}>{listener.tls.mode}</Fact>}
    </Facts>
  );
}

function HealthFact({ check, port }: { check: HealthCheckPolicy | undefined; port: number }) {
  const t = useTranslations('panel');
  if (!check) return <Fact term={t('fact.healthCheck')}>{t('healthCheckOff')}</Fact>;
  return (
    <Fact term={t('fact.healthCheck')}>
      {t('healthCheckValue', {
        protocol: check.protocol,
        port: String(check.port ?? port),
        path: check.path ?? '',
        interval: `${check.intervalMillis} ms`,
        timeout: `${check.timeoutMillis} ms`,
        healthy: String(check.healthyThreshold),
        unhealthy: String(check.unhealthyThreshold),
      })}
    </Fact>
  );
}
