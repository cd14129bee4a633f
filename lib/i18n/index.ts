/**
 * i18n: every word of the console. en is the type, ja `satisfies` the whole of it: a missing or extra key does not
 * compile, nor does a problem or error code without words. PURE. Terms: docs and the glossary's rules (設定 is never
 * "wanted value", defaults are デフォルト, labels end in a noun, hints are です・ます sentences).
 * Never here: React, cookies, dates. next-intl formats the messages; the locale is in a cookie, not in the path.
 */
export { en } from './en';
export { findings as findingWords } from './en/findings';
export { ja } from './ja';
export { isLocale, LOCALE_COOKIE, LOCALES, type Locale, messagesOf, negotiateLocale } from './locales';
export type { Messages } from './words';
