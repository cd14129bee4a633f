'use client';

import { useTranslations } from 'next-intl';
import type { Kind, Traffic } from '@/lib/model';
import { KindGlyph } from '../ui';

const KINDS = ['virtualGateway', 'virtualService', 'virtualRouter', 'virtualNode'] as const satisfies readonly Kind[];

export interface LegendProps {
  showTraffic: boolean;
  reporting: Traffic['reporting'] | undefined;
}

/** The one legend: shapes of the kinds, and what colour, thickness and dashes of arrows mean. Folded where it is narrow. */
export function Legend(props: LegendProps) {
  const t = useTranslations('graph.legend');
  return (
    <>
      <div className="@5xl:block hidden">
        <Entries {...props} />
      </div>
      <details className="pointer-events-auto w-fit text-xs @5xl:hidden">
        <summary className="w-fit cursor-pointer rounded-md border border-line-strong bg-card px-2.5 py-1 text-ink-2 shadow-card">
          {t('label')}
        </summary>
        <div className="mt-1">
          <Entries {...props} />
        </div>
      </details>
    </>
  );
}

function Entries({ showTraffic, reporting }: LegendProps) {
  const t = useTranslations('graph');
  const kinds = useTranslations('kinds.one');
  return (
    <section
      aria-label={t('legend.label')}
      className="flex max-w-full flex-wrap items-center gap-x-4 gap-y-1 rounded-md border bg-card/90 px-3 py-1.5 text-ink-2 text-xs shadow-card"
    >
      {KINDS.map((kind) => (
        <span key={kind} className="flex items-center gap-1.5">
          <KindGlyph kind={kind} size={16} />
          {kinds(kind)}
        </span>
      ))}
      {showTraffic && (
        <>
          <Line colour="var(--good)" text={t('legend.good')} />
          <Line colour="var(--attention)" text={t('legend.attention')} />
          <Line colour="var(--bad)" text={t('legend.bad')} />
          <Line colour="var(--ink-3)" thin text={t('legend.unknown')} />
          <span>{t('legend.thickness')}</span>
        </>
      )}
      <Line colour="var(--attention)" dashed text={t('legend.broken')} />
      {showTraffic && reporting && (
        <span className="text-ink-3">
          {reporting.proxies === 0
            ? t('notReporting')
            : t('reporting', { proxies: String(reporting.proxies), of: String(reporting.of) })}
        </span>
      )}
    </section>
  );
}

interface LineProps {
  colour: string;
  text: string;
  thin?: boolean;
  dashed?: boolean;
}

function Line({ colour, text, thin, dashed }: LineProps) {
  return (
    <span className="flex items-center gap-1.5">
      <svg aria-hidden="true" width="22" height="6">
        <line
          x1="0"
          y1="3"
          x2="22"
          y2="3"
          stroke={colour}
          strokeWidth={thin ? 1.5 : 2.5}
          strokeDasharray={dashed ? '5 3' : undefined}
        />
      </svg>
      {text}
    </span>
  );
}
