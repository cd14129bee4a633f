'use client';

import { useTranslations } from 'next-intl';
import type { ResourceRef } from '@/lib/model';
import { Badge, KindGlyph } from '../ui';

const TONES = { added: 'good', changed: 'accent', removed: 'bad' } as const;

/** What happens to which resource. */
export function ResourceTitle({ target, op }: { target: ResourceRef; op?: keyof typeof TONES }) {
  const t = useTranslations();
  return (
    <>
      {op && <Badge tone={TONES[op]}>{t(`common.op.${op}`)}</Badge>}
      <KindGlyph kind={target.kind} size={18} />
      <span className="break-all">{target.name}</span>
      <span className="font-normal text-ink-2 text-xs">
        {t(`kinds.one.${target.kind}`)}
        {target.parent !== undefined && ` · ${target.parent}`}
      </span>
    </>
  );
}
