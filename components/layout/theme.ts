/** Cookie with the appearance that a person chose; without it the system decides. */
export const THEME_COOKIE = 'meshkeep-theme';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value);
}

const A_YEAR = 365 * 24 * 60 * 60;

/** Keeps a choice of appearance or language; read by the server when it renders. */
export function rememberChoice(cookie: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${cookie}=${value}; path=/; max-age=${A_YEAR}; samesite=lax`;
}
