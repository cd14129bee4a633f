'use client';

import { ChevronRight, GitCompare, Workflow } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ChangesPageState, paths } from '@/lib/client';
import type { Revision } from '@/lib/model';
import { RevisionActions } from '../drafts';
import { Badge, Button, cn, RelativeTime, Td } from '../ui';
import { isTagsOnly, RevisionChanges } from './revision-changes';
import { RevisionReceipt } from './revision-receipt';

export interface RevisionRowProps {
  mesh: string;
  revision: Revision;
  open: boolean;
  /** The mesh's newest revision, as far as it is known. */
  newest: number | undefined;
  go: (change: Partial<ChangesPageState>) => void;
}

const TONES = { added: 'good', changed: 'accent', removed: 'bad' } as const;

/** One revision; open, it shows what differed and what became of it. */
export function RevisionRow({ mesh, revision, open, newest, go }: RevisionRowProps) {
  const t = useTranslations();
  const { changes, writer, message, at } = revision;
  const [first] = changes;
  const number = String(revision.revision);
  const isNewest = newest === undefined || revision.revision >= newest;
  return (
    <>
      <tr
        className={cn('cursor-pointer hover:bg-canvas', open && 'bg-canvas')}
        onClick={() => go({ revision: open ? undefined : revision.revision })}
      >
        <Td className="whitespace-nowrap">
          <button
            type="button"
            aria-expanded={open}
            aria-label={t(open ? 'changes.hide' : 'changes.show', { revision: number })}
            className="flex items-center gap-1.5 rounded font-semibold"
          >
            <ChevronRight
              aria-hidden="true"
              size={15}
              className={cn('text-ink-2 transition-transform', open && 'rotate-90')}
            />
            {number}
          </button>
        </Td>
        <Td>
          {first && (
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={TONES[first.op]}>{t(`common.op.${first.op}`)}</Badge>
              <span className="text-ink-2">{t(`kinds.one.${first.ref.kind}`)}</span>
              <span className="break-all font-semibold">{first.ref.name}</span>
              {changes.length > 1 && (
                <span className="text-ink-2">{t('changes.more', { count: changes.length - 1 })}</span>
              )}
            </span>
          )}
          {message !== '' && <span className="text-ink-2">{message}</span>}
        </Td>
        <Td>{writer.who}</Td>
        <Td title={writer.userAgent}>{t(`common.door.${writer.door}`)}</Td>
        <Td className="whitespace-nowrap text-ink-2">
          <RelativeTime at={at} />
        </Td>
      </tr>
      {open && (
        <tr>
          <Td colSpan={5} className="bg-canvas px-9 py-4">
            <div className="flex flex-col gap-4">
              <div className="flex flex-wrap items-center justify-between gap-3">
                <RevisionReceipt mesh={mesh} revision={revision.revision} />
                <div className="flex flex-wrap items-center gap-2">
                  <Button asChild>
                    <Link href={paths.graph(mesh, { at: revision.revision })}>
                      <Workflow aria-hidden="true" size={15} />
                      {t('changes.graphAt')}
                    </Link>
                  </Button>
                  {!isNewest && (
                    <Button onClick={() => go({ from: revision.revision, to: newest })}>
                      <GitCompare aria-hidden="true" size={15} />
                      {t('changes.compare.withNow')}
                    </Button>
                  )}
                  {changes.every(isTagsOnly) ? (
                    <p className="text-ink-2">{t('changes.onlyTags')}</p>
                  ) : (
                    <RevisionActions mesh={mesh} revision={revision.revision} isNewest={isNewest} />
                  )}
                </div>
              </div>
              <RevisionChanges mesh={mesh} changes={changes} />
              {writer.userAgent && (
                <p className="break-all text-ink-3 text-xs">
                  {t('changes.userAgent')}: {writer.userAgent}
                </p>
              )}
            </div>
          </Td>
        </tr>
      )}
    </>
  );
}
