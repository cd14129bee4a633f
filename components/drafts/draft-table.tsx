'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import type { DraftSummary } from '@/lib/model';
import { Badge, RelativeTime, Table, Td, Th } from '../ui';
import { sortDrafts } from './sort-drafts';

export function DraftTable({ mesh, drafts }: { mesh: string; drafts: readonly DraftSummary[] }) {
  const t = useTranslations('drafts');
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('column.name')}</Th>
          <Th>{t('column.state')}</Th>
          <Th>{t('column.changes')}</Th>
          <Th>{t('column.author')}</Th>
          <Th>{t('column.updated')}</Th>
        </tr>
      </thead>
      <tbody>
        {sortDrafts(drafts).map((draft) => (
          <tr key={draft.id} className="hover:bg-canvas">
            <Td>
              <Link
                href={paths.draft(mesh, draft.id)}
                className="break-all rounded font-semibold hover:text-accent hover:underline"
              >
                {draft.name}
              </Link>
            </Td>
            <Td>
              {draft.appliedRevision === undefined ? (
                <Badge tone="accent">{t('state.open')}</Badge>
              ) : (
                <Badge tone="good">{t('state.applied', { revision: String(draft.appliedRevision) })}</Badge>
              )}
            </Td>
            <Td className="whitespace-nowrap">{t('changes', { count: draft.resources })}</Td>
            <Td>{draft.author}</Td>
            <Td className="whitespace-nowrap text-ink-2">
              <RelativeTime at={draft.updatedAt} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
