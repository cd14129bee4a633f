'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MissingCertificate } from '@/lib/model';
import { Badge, Button } from '../ui';
import type { Asking } from './asking';
import { Arn } from './certificate-table';
import { Uses } from './uses';

export interface MissingProps {
  missing: readonly MissingCertificate[];
  /** Absent for whoever may only look. */
  onAsk?: (asking: Asking) => void;
}

/** What meshes name and nobody holds, with the ways to have it held under that ARN. */
export function Missing({ missing, onAsk }: MissingProps) {
  const t = useTranslations('certificates.missing');
  if (missing.length === 0) return null;
  return (
    <section aria-label={t('title')} className="mb-6 flex flex-col gap-2">
      <h2 className="font-semibold text-lg">{t('title')}</h2>
      <p className="max-w-3xl text-ink-2">{t('lead')}</p>
      <ul className="divide-y rounded-lg border border-l-4 border-l-bad bg-card">
        {missing.map((one) => (
          <Entry key={`${one.kind} ${one.arn}`} one={one} {...(onAsk && { onAsk })} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ one: { arn, kind, uses }, onAsk }: { one: MissingCertificate } & Pick<MissingProps, 'onAsk'>) {
  const t = useTranslations('certificates');
  const ways = kind === 'certificate' ? (['import', 'issue'] as const) : (['trust'] as const);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <span className="flex flex-wrap items-center gap-2">
          <Badge>{t(`kind.${kind}`)}</Badge>
          <Badge tone="bad">
            <TriangleAlert aria-hidden="true" size={12} />
            {t('missing.mark')}
          </Badge>
        </span>
        <Arn arn={arn} name={arn} />
        <p className="mt-1 mb-0.5 text-ink-2 text-xs">{t('missing.namedBy')}</p>
        <Uses uses={uses} />
      </div>
      {onAsk && (
        <div className="flex flex-wrap gap-2">
          {ways.map((way) => (
            <Button
              key={way}
              size="sm"
              aria-label={t(`action.${way}As`, { arn })}
              onClick={() => onAsk({ way, missingArn: arn })}
            >
              {t(`${way}.action`)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}
