import { useLocale, useTranslations } from 'next-intl';
import type { FindingCode } from '@/lib/formats';
import type { ImportAnswer } from '@/lib/model';

type Todo = ImportAnswer['todo'][number];

/** What a reader says, in its own English or in the language of the page. */
export type Words = Pick<Todo, 'message' | 'said'>;

/** Says in the language of the page what a reader said. */
export function useSaid(): (words: Words) => string {
  const t = useTranslations('findings');
  const isEnglish = useLocale() === 'en';
  return ({ message, said }) => {
    const code = said?.code as FindingCode | undefined;
    if (isEnglish || !said || !code || !t.has(code)) return message;
    // Which holes a text has is only known with its code: the reader filled all of them (lib/formats/say.ts).
    return t(code, said.params as never);
  };
}
