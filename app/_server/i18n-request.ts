import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isLocale, LOCALE_COOKIE, messagesOf, negotiateLocale } from '@/lib/i18n';

/** The person's language: their choice (cookie), else what their browser asks for. It is not part of the address. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = isLocale(chosen) ? chosen : negotiateLocale((await headers()).get('accept-language') ?? '');
  return { locale, messages: messagesOf(locale) };
});
