'use client';

import { MoreHorizontal, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { refOf } from '@/lib/graph';
import { type ResourceRef, refKey } from '@/lib/model';
import { useMayWrite } from '../layout';
import { FieldChanges, MarkBadge } from '../mesh-view';
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

/** Changed fields of a draft in one row; the panel has all of them. */
const MOST_FIELDS = 3;

/** Columns that make room when the panel is open or the window is narrow. */
const WIDE = '@max-3xl:hidden';
const WIDEST = '@max-4xl:hidden';

export function ResourceTable({ rows, selected, ...actions }: ResourceTableProps) {
  const t = useTranslations('resources.column');
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th className="w-1/2">{t('facts')}</Th>
          <Th>{t('problems')}</Th>
          <Th className={WIDE}>{t('owner')}</Th>
          <Th className={cn('text-right', WIDEST)}>{t('version')}</Th>
          <Th className={WIDEST}>{t('updated')}</Th>
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
  const { resource, problems, mark } = row;
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
            <span className="flex items-center gap-2">
              <span
                title={resource.name}
                className={cn('block max-w-56 truncate font-semibold', mark?.op === 'removed' && 'line-through')}
              >
                {resource.name}
              </span>
              {mark && <MarkBadge op={mark.op} />}
            </span>
            <span className="block max-w-56 truncate text-ink-2 text-xs">
              {t(`kinds.one.${resource.kind}`)}
              {resource.parent !== undefined && ` · ${resource.parent}`}
            </span>
          </span>
        </button>
      </Td>
      <Td className="min-w-60 text-ink-2">
        <Facts row={row} />
        {mark && mark.fields.length > 0 && (
          <div className="mt-0.5 text-xs">
            <FieldChanges brief fields={mark.fields.slice(0, MOST_FIELDS)} />
            {mark.fields.length > MOST_FIELDS && t('changes.more', { count: mark.fields.length - MOST_FIELDS })}
          </div>
        )}
      </Td>
      <Td>
        <ProblemMark problems={problems} />
      </Td>
      <Td className={cn('whitespace-nowrap', WIDE)}>
        <Badge title={resource.writer.userAgent}>{t(`common.door.${resource.writer.door}`)}</Badge>
        <span title={resource.writer.who} className="block max-w-36 truncate text-ink-2 text-xs">
          {resource.writer.who}
        </span>
      </Td>
      <Td className={cn('text-right', WIDEST)}>{resource.version || '–'}</Td>
      <Td className={cn('whitespace-nowrap text-ink-2', WIDEST)}>
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
      <button type="button" className="cursor-default rounded">
        <Badge tone={isError ? 'bad' : 'attention'}>
          <TriangleAlert aria-hidden="true" size={12} />
          <span aria-hidden="true">{problems.length}</span>
          <span className="sr-only">{problems.map(text).join(' ')}</span>
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
