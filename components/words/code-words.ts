import { useTranslations } from 'next-intl';

/** Fills a message whose key is only known at run time, as codes from the control plane are. */
export type CodeWords = ((key: string, values?: Record<string, string | number>) => string) & {
  has: (key: string) => boolean;
};

type Namespace = NonNullable<Parameters<typeof useTranslations>[0]>;

/**
 * Messages by code. The typed form wants each key's arguments at compile time; codes bring theirs along (Problem.params,
 * Violation.params), so here keys and values are plain data.
 */
export function useCodeWords(namespace: Namespace): CodeWords {
  return useTranslations(namespace) as unknown as CodeWords;
}
