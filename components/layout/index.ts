/** layout: the frame of the console: navigation, top bar, live state, who is signed in. */
export { useAddress, useView, visit } from './address';
export { AppShell } from './app-shell';
export { LiveProvider, useLive } from './live';
export { Loaded } from './loaded';
export { Logo } from './logo';
export { Page } from './page';
export { useMayAdminister, useMayWrite, usePerson } from './person';
export { Providers } from './providers';
export { SettingsTabs } from './settings-tabs';
export { isTheme, rememberChoice, THEME_COOKIE, THEMES } from './theme';
export { chooseTheme } from './use-theme';
export { useWrite } from './use-write';
