'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import { type Revision, refKey, type Tag } from '@/lib/model';
import { stableStringify } from '@/lib/util';
import { DiffView, printYaml } from '../forms';
import { Badge, KindGlyph } from '../ui';

/** What differed, resource by resource. */
export function RevisionChanges({ mesh, changes }: { mesh: string; changes: Revision['changes'] }) {
  const t = useTranslations();
  return changes.map(({ ref, op, before, after, tags }) => (
    <section key={refKey(ref)}>
      <h2 className="mb-1.5 flex flex-wrap items-center gap-2">
        <KindGlyph kind={ref.kind} />
        <Badge tone={op === 'added' ? 'good' : op === 'removed' ? 'bad' : 'accent'}>{t(`common.op.${op}`)}</Badge>
        {op === 'removed' ? (
          <strong className="break-all font-semibold">{ref.name}</strong>
        ) : (
          <Link href={paths.graph(mesh, { select: ref })} className="break-all rounded font-semibold hover:text-accent">
            {ref.name}
          </Link>
        )}
        <span className="text-ink-2 text-xs">
          {t(`kinds.one.${ref.kind}`)}
          {ref.parent !== undefined && ` · ${ref.parent}`}
        </span>
      </h2>
      {(!tags || !isTagsOnly({ op, before, after, tags })) && (
        <DiffView before={specText(before)} after={specText(after)} />
      )}
      {tags && (
        <>
          <h3 className="mt-2 mb-1 text-ink-2 text-xs">{t('changes.tags')}</h3>
          <DiffView before={tagsText(tags.before)} after={tagsText(tags.after)} />
        </>
      )}
    </section>
  ));
}

/** Whether tags are all that a change of this resource changed: then there is nothing that a draft could take back. */
export function isTagsOnly({ op, before, after, tags }: Omit<Revision['changes'][number], 'ref'>): boolean {
  return op === 'changed' && tags !== undefined && stableStringify(before) === stableStringify(after);
}

function tagsText(tags: readonly Tag[]): string {
  return printYaml(Object.fromEntries(tags.map(({ key, value }) => [key, value])));
}

/** History keeps whole resources or bare specs; the spec is what a person compares. */
function specText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const spec = 'spec' in value ? value.spec : value;
  return typeof spec === 'object' && spec !== null ? printYaml(spec as Record<string, unknown>) || '{}\n' : '';
}
