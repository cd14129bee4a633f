'use client';

import { MoreHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import type { MeshSummary } from '@/lib/model';
import { useMayWrite } from '../layout';
import {
  Badge,
  cn,
  IconButton,
  KindGlyph,
  Menu,
  MenuItem,
  MenuSeparator,
  RelativeTime,
  Skeleton,
  StateMark,
  Table,
  Td,
  Th,
} from '../ui';

export interface MeshTableProps {
  meshes: readonly MeshSummary[];
  onEdit: (mesh: string) => void;
  onDelete: (mesh: string) => void;
}

/** Figures that make room when the window is narrow. */
const NARROW = 'max-lg:hidden';

const COUNTS = [
  ['services', 'virtualService'],
  ['nodes', 'virtualNode'],
  ['routes', 'route'],
] as const;

export function MeshTable({ meshes, onEdit, onDelete }: MeshTableProps) {
  const t = useTranslations('meshes');
  return (
    <Table>
      <Head />
      <tbody>
        {meshes.map((summary) => (
          <tr key={`${summary.meshOwner}/${summary.mesh}`} className="hover:bg-canvas">
            <Td>
              <Link
                href={paths.graph(summary.mesh)}
                className="flex items-center gap-2.5 rounded font-semibold hover:text-accent"
              >
                <KindGlyph kind="mesh" size={24} />
                <span title={summary.mesh} className="max-w-72 truncate">
                  {summary.mesh}
                </span>
              </Link>
            </Td>
            {COUNTS.map(([column, kind]) => (
              <Td key={column} className={cn('text-right', NARROW)}>
                {summary.counts[kind] ?? 0}
              </Td>
            ))}
            <Td className="whitespace-nowrap">
              <ProxyFigures proxies={summary.proxies} />
            </Td>
            <Td>
              <ProblemFigures problems={summary.problems} />
            </Td>
            <Td className={cn('text-right', NARROW)}>{summary.revision}</Td>
            <Td className="whitespace-nowrap text-ink-2">
              <RelativeTime at={summary.lastUpdatedAt} /> · {summary.writer.who}
            </Td>
            <Td className="w-10 text-right">
              <Actions
                mesh={summary.mesh}
                label={t('actions', { name: summary.mesh })}
                onEdit={onEdit}
                onDelete={onDelete}
              />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Head() {
  const t = useTranslations('meshes');
  return (
    <thead>
      <tr>
        <Th>{t('column.mesh')}</Th>
        {COUNTS.map(([column]) => (
          <Th key={column} className={cn('text-right', NARROW)}>
            {t(`column.${column}`)}
          </Th>
        ))}
        <Th>{t('column.proxies')}</Th>
        <Th>{t('column.problems')}</Th>
        <Th className={cn('text-right', NARROW)}>{t('column.revision')}</Th>
        <Th>{t('column.changed')}</Th>
        <Th>
          <span className="sr-only">{t('actions', { name: '' })}</span>
        </Th>
      </tr>
    </thead>
  );
}

function ProxyFigures({ proxies }: { proxies: MeshSummary['proxies'] }) {
  const t = useTranslations('meshes.proxies');
  const { connected, current, refused } = proxies;
  if (connected === 0) return <span className="text-ink-3">{t('none')}</span>;
  return (
    <span className="flex items-center gap-2">
      <StateMark state={refused ? 'bad' : current === connected ? 'good' : 'waiting'} />
      {t('current', { current, total: connected })}
      {refused > 0 && <span className="text-bad-ink">· {t('refused', { count: refused })}</span>}
    </span>
  );
}

function ProblemFigures({ problems }: { problems: MeshSummary['problems'] }) {
  const t = useTranslations('meshes.problems');
  if (problems.error + problems.warning === 0) return <span className="whitespace-nowrap text-ink-3">{t('none')}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {problems.error > 0 && <Badge tone="bad">{t('error', { count: problems.error })}</Badge>}
      {problems.warning > 0 && <Badge tone="attention">{t('warning', { count: problems.warning })}</Badge>}
    </span>
  );
}

interface ActionsProps {
  mesh: string;
  label: string;
  onEdit: (mesh: string) => void;
  onDelete: (mesh: string) => void;
}

function Actions({ mesh, label, onEdit, onDelete }: ActionsProps) {
  const t = useTranslations();
  const mayWrite = useMayWrite();
  return (
    <Menu trigger={<IconButton icon={MoreHorizontal} size="sm" label={label} />}>
      <MenuItem onSelect={() => onEdit(mesh)}>{t('meshes.edit')}</MenuItem>
      <MenuSeparator />
      <MenuItem danger disabled={!mayWrite} onSelect={() => onDelete(mesh)}>
        {t('common.delete')}
      </MenuItem>
    </Menu>
  );
}

export function MeshTableSkeleton() {
  return (
    <Table>
      <Head />
      <tbody>
        {['a', 'b', 'c'].map((row) => (
          <tr key={row}>
            <Td colSpan={9}>
              <Skeleton className="h-5" />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
