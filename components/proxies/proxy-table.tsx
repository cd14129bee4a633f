'use client';

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fragment, useState } from 'react';
import { type ProxiesState, paths } from '@/lib/client';
import type { ProxyState } from '@/lib/model';
import { Badge, cn, Table, Td, Th } from '../ui';
import type { ProxyGroup } from './group';
import { ProxyRow } from './proxy-row';

export interface ProxyTableProps {
  mesh: string;
  groups: readonly ProxyGroup[];
  /** What the address says: which proxy is open, and what is looked for in it. */
  page: ProxiesState;
  go: (page: ProxiesState) => void;
}

export const COLUMNS = 6;

/** Few groups are all shown; of many, only those that need a person. */
const FEW = 12;

export function ProxyTable({ mesh, groups, page, go }: ProxyTableProps) {
  const t = useTranslations('proxies.column');
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('standsFor')}</Th>
          <Th>{t('state')}</Th>
          <Th className="text-right">{t('requests')}</Th>
          <Th className="text-right">{t('success')}</Th>
          <Th className="text-right">{t('envoy')}</Th>
          <Th className="text-right">{t('connected')}</Th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Group
            key={group.key}
            mesh={mesh}
            group={group}
            page={page}
            go={go}
            startsOpen={groups.length <= FEW || group.worst !== 'current'}
          />
        ))}
      </tbody>
    </Table>
  );
}

type GroupProps = Omit<ProxyTableProps, 'groups'> & { group: ProxyGroup; startsOpen: boolean };

function Group({ mesh, group, page, go, startsOpen }: GroupProps) {
  const t = useTranslations('proxies');
  const [shown, setShown] = useState(startsOpen);
  const { resource, proxies } = group;
  const visible = shown || proxies.some((proxy) => proxy.id === page.proxy);
  return (
    <Fragment>
      <tr className="bg-canvas">
        <Td>
          <span className="flex items-center gap-1.5">
            <button
              type="button"
              aria-expanded={visible}
              aria-label={t(visible ? 'collapse' : 'expand', { name: resource.name })}
              onClick={() => setShown(!visible)}
              className="rounded text-ink-2 hover:text-ink"
            >
              <ChevronRight
                aria-hidden="true"
                size={15}
                className={cn('transition-transform', visible && 'rotate-90')}
              />
            </button>
            <Link
              href={paths.graph(mesh, { select: resource })}
              className="break-all rounded font-semibold hover:text-accent"
            >
              {resource.name}
            </Link>
            {(group.platform || resource.kind === 'virtualGateway') && <Badge>{group.platform || 'GW'}</Badge>}
          </span>
        </Td>
        <Td colSpan={COLUMNS - 1} className="text-ink-2">
          <RollUp group={group} />
        </Td>
      </tr>
      {visible && proxies.map((proxy) => <ProxyRow key={proxy.id} mesh={mesh} proxy={proxy} page={page} go={go} />)}
    </Fragment>
  );
}

const ROLL_UP: readonly ProxyState[] = ['refused', 'behind', 'disconnected', 'current'];

/** "1 refused · 2 current" */
function RollUp({ group }: { group: ProxyGroup }) {
  const t = useTranslations('proxies.rollUp');
  const parts = ROLL_UP.flatMap((state) => {
    const count = group.counts[state];
    return count ? [t(state, { count })] : [];
  });
  return parts.join(' · ');
}
