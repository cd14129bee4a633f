'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { KINDS } from '@/lib/model';
import { Page } from '../layout';
import { cn, KindGlyph, PageHeader } from '../ui';
import { ModelPicture } from './model-picture';
import { TERM_GROUPS } from './terms';

/** What the words mean, with a picture of how the things that they name hang together. */
export function HelpPage() {
  const t = useTranslations('help');
  const wanted = useWantedTerm();
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      <nav aria-label={t('onThisPage')} className="mb-4 flex flex-wrap gap-x-4 gap-y-1">
        {TERM_GROUPS.map(({ group }) => (
          <a key={group} href={`#group-${group}`} className="text-accent hover:underline">
            {t(`group.${group}`)}
          </a>
        ))}
      </nav>
      <figure className="mb-6 rounded-lg border bg-card p-4">
        <ModelPicture />
        <figcaption className="mt-3 max-w-3xl text-ink-2">{t('picture.caption')}</figcaption>
      </figure>
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        {TERM_GROUPS.map(({ group, terms }) => (
          <section key={group} aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`} className="mb-2 font-semibold text-lg">
              {t(`group.${group}`)}
            </h2>
            <dl className="flex flex-col gap-3">
              {terms.map((term) => (
                <Term key={term} term={term} isWanted={term === wanted} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Page>
  );
}

type TermName = (typeof TERM_GROUPS)[number]['terms'][number];

/**
 * The term that the address names, brought into view. The browser's own `:target` does not know addresses that were
 * gone to within the console.
 */
function useWantedTerm(): string {
  const [wanted, setWanted] = useState('');
  useEffect(() => {
    const look = () => {
      const term = window.location.hash.slice(1);
      setWanted(term);
      document.getElementById(term)?.scrollIntoView({ block: 'center' });
    };
    look();
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  return wanted;
}

/** The wanted one stands out. */
function Term({ term, isWanted }: { term: TermName; isWanted: boolean }) {
  const t = useTranslations();
  const kind = KINDS.find((known) => known === term);
  return (
    <div
      id={term}
      aria-current={isWanted ? 'location' : undefined}
      className={cn('rounded-md border p-2', isWanted ? 'border-accent bg-accent-tint' : 'border-transparent')}
    >
      <dt className="flex items-center gap-2 font-semibold">
        {kind && <KindGlyph kind={kind} />}
        {t(`help.term.${term}.name`)}
      </dt>
      <dd className="mt-0.5 max-w-prose text-ink-2">{t(`help.term.${term}.text`)}</dd>
    </div>
  );
}
