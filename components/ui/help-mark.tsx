'use client';

import { CircleQuestionMark } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Tooltip } from './tooltip';

export interface HelpMarkProps {
  /** What is explained, as it is called here. */
  term: string;
  /** Where: the address of the term in the glossary. */
  href: string;
}

/** A question mark that leads to a term of the glossary. */
export function HelpMark({ term, href }: HelpMarkProps) {
  const label = useTranslations('help')('about', { term });
  return (
    <Tooltip text={label}>
      <Link
        href={href}
        aria-label={label}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded text-ink-3 hover:text-accent"
      >
        <CircleQuestionMark aria-hidden="true" size={15} />
      </Link>
    </Tooltip>
  );
}
