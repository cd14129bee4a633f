'use client';

import { MoreHorizontal, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { refOf } from '@/lib/graph';
import { type ResourceRef, refKey } from '@/lib/model';
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
  Table,
  Td,
  Th,
  Tooltip,
} from '../ui';
import { useProblemText } from '../words';
import { Facts } from './facts';
import type { Row } from './rows';

export interface ResourceTableProps {
  rows: readonly Row[];
  selected: ResourceRef | undefined;
  onSelect: (ref: ResourceRef) => void;
  onEdit: (ref: ResourceRef) => void;
  onDelete: (ref: ResourceRef) => void;
}

export function ResourceTable({ rows, selected, ...actions }: ResourceTableProps) {
  const t = useTranslations('resources.column');
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th>{t('kind')}</Th>
          <Th>{t('facts')}</Th>
          <Th>{t('problems')}</Th>
          <Th>{t('owner')}</Th>
          <Th className="text-right">{t('version')}</Th>
          <Th>{t('updated')}</Th>
          <Th>
            <span className="sr-only">{t('name')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ResourceRow
            key={refKey(row.resource)}
            row={row}
            selected={selected !== undefined && refKey(row.resource) === refKey(selected)}
            {...actions}
          />
        ))}
      </tbody>
    </Table>
  );
}

type ResourceRowProps = Omit<ResourceTableProps, 'rows' | 'selected'> & { row: Row; selected: boolean };

function ResourceRow({ row, selected, onSelect, onEdit, onDelete }: ResourceRowProps) {
  const t = useTranslations();
  const { resource, problems } = row;
  const ref = refOf(resource);
  return (
    <tr className={cn('cursor-pointer', selected ? 'bg-accent-tint' : 'hover:bg-canvas')} onClick={() => onSelect(ref)}>
      <Td>
        <button
          type="button"
          aria-current={selected || undefined}
          onClick={(event) => {
            event.stopPropagation();
            onSelect(ref);
          }}
          className="flex items-center gap-2 rounded text-left"
        >
          <KindGlyph kind={resource.kind} />
          <span className="min-w-0">
            <span className="block break-all font-semibold">{resource.name}</span>
            {resource.parent !== undefined && (
              <span className="block break-all text-ink-3 text-xs">{resource.parent}</span>
            )}
          </span>
        </button>
      </Td>
      <Td className="whitespace-nowrap text-ink-2">{t(`kinds.one.${resource.kind}`)}</Td>
      <Td className="text-ink-2">
        <Facts row={row} />
      </Td>
      <Td>
        <ProblemMark problems={problems} />
      </Td>
      <Td className="whitespace-nowrap">
        <Badge title={resource.writer.userAgent}>{t(`common.door.${resource.writer.door}`)}</Badge>{' '}
        <span className="text-ink-2 text-xs">{resource.writer.who}</span>
      </Td>
      <Td className="text-right">{resource.version}</Td>
      <Td className="whitespace-nowrap text-ink-2">
        <RelativeTime at={resource.lastUpdatedAt} />
      </Td>
      <Td className="w-10 text-right" onClick={(event) => event.stopPropagation()}>
        <RowMenu name={resource.name} onEdit={() => onEdit(ref)} onDelete={() => onDelete(ref)} />
      </Td>
    </tr>
  );
}

function ProblemMark({ problems }: { problems: Row['problems'] }) {
  const text = useProblemText();
  if (problems.length === 0) return null;
  const isError = problems.some((problem) => problem.severity === 'error');
  return (
    <Tooltip
      text={problems.map((problem) => (
        <span key={problem.code + problem.path} className="block">
          {text(problem)}
        </span>
      ))}
    >
      <button type="button" aria-label={problems.map(text).join(' ')} className="cursor-default rounded">
        <Badge tone={isError ? 'bad' : 'attention'}>
          <TriangleAlert aria-hidden="true" size={12} />
          {problems.length}
        </Badge>
      </button>
    </Tooltip>
  );
}

function RowMenu({ name, onEdit, onDelete }: { name: string; onEdit: () => void; onDelete: () => void }) {
  const t = useTranslations();
  const mayWrite = useMayWrite();
  return (
    <Menu trigger={<IconButton icon={MoreHorizontal} size="sm" label={t('meshes.actions', { name })} />}>
      <MenuItem onSelect={onEdit}>{t('common.edit')}</MenuItem>
      <MenuSeparator />
      <MenuItem danger disabled={!mayWrite} onSelect={onDelete}>
        {t('common.delete')}
      </MenuItem>
    </Menu>
  );
}
