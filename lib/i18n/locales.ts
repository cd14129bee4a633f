import { en } from './en';
import { ja } from './ja';
import type { Messages } from './words';

export const LOCALES = ['en', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

/** Cookie with the language that a person chose. */
export const LOCALE_COOKIE = 'meshkeep-locale';

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The first language of an Accept-Language header that we speak, by its weights; English otherwise. */
export function negotiateLocale(acceptLanguage: string): Locale {
  const wanted = acceptLanguage
    .split(',')
    .map((part, order) => {
      const [tag = '', ...options] = part.trim().split(';');
      const q = options.map((o) => /^\s*q=([\d.]+)\s*$/.exec(o)?.[1]).find(Boolean);
      return { language: tag.slice(0, 2).toLowerCase(), weight: q === undefined ? 1 : Number(q), order };
    })
    .filter((w) => w.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  return wanted.map((w) => w.language).find(isLocale) ?? 'en';
}

/** The messages of a language. Their type is English's: keys are equal (words.ts), only the words differ. */
export function messagesOf(locale: Locale): Messages {
  return locale === 'ja' ? (ja as unknown as Messages) : en;
}
