'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type DraftEffect, refKey } from '@/lib/model';
import { useFigures } from '../ui';
import { Card } from './card';
import { countByType } from './count-by-type';

/** Which proxies, which Envoy resources and which connections a draft would touch. */
export function EffectCard({ effect }: { effect: DraftEffect }) {
  const t = useTranslations('drafts.effect');
  const { count } = useFigures();
  const nodes = effect.nodes.filter((node) => node.profile === 'connected' && !node.removed && node.proxies > 0);
  const assumed = effect.nodes.filter((node) => node.profile === 'assumed' && !node.removed);
  const removed = effect.nodes.filter((node) => node.removed);
  const names = (list: DraftEffect['nodes']) => list.map(({ resource }) => resource.name).join(', ');
  return (
    <Card title={t('title')}>
      <dl className="flex flex-col gap-2.5">
        <Row label={t('proxies')} value={count(effect.proxies.length)}>
          {effect.proxies.length === 0 && t('noProxies')}
          {nodes.map((node) => t('of', { name: node.resource.name, count: node.proxies })).join(', ')}
          {assumed.length > 0 && <p>{t('assumed', { names: names(assumed) })}</p>}
          {removed.length > 0 && <p>{t('removed', { names: names(removed) })}</p>}
        </Row>
        {countByType(effect.nodes).map(({ type, added, changed, removed: gone, names: found }) => (
          <Row
            key={type}
            label={t(`type.${type}`)}
            value={[plus(added), same(changed), minus(gone)].filter(Boolean).join(' ')}
          >
            <span className="break-all">
              {found.slice(0, SHOWN).join(', ')}
              {found.length > SHOWN && ', …'}
            </span>
          </Row>
        ))}
        <Row label={t('connections')} value={count(effect.connections.length)}>
          {effect.connections.length === 0 ? t('noCut') : <Connections connections={effect.connections} />}
        </Row>
        {effect.turning.length > 0 && (
          <Row label={t('turning')} value={count(effect.turning.length)}>
            {t('turningHint', { names: effect.turning.join(', ') })}
          </Row>
        )}
      </dl>
    </Card>
  );
}

const SHOWN = 3;
const plus = (n: number) => n > 0 && `+${n}`;
const same = (n: number) => n > 0 && `~${n}`;
const minus = (n: number) => n > 0 && `−${n}`;

function Row({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-b pb-2.5 last:border-b-0 last:pb-0">
      <dt>{label}</dt>
      <dd className="text-ink-2 tabular-nums">{value}</dd>
      <dd className="col-span-2 text-ink-2 text-xs">{children}</dd>
    </div>
  );
}

function Connections({ connections }: Pick<DraftEffect, 'connections'>) {
  const t = useTranslations('drafts.effect');
  return (
    <ul>
      {connections.map(({ resource, name, effect, tcp }) => (
        <li key={`${refKey(resource)} ${name}`} className="break-all">
          {t('connection', {
            node: resource.name,
            name,
            effect: t(effect === 'drained' && tcp ? 'drainedTcp' : effect),
          })}
        </li>
      ))}
    </ul>
  );
}
