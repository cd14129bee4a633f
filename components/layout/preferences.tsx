'use client';

import { Languages, Moon, Sun, SunMoon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { signOut } from 'next-auth/react';
import { useLocale, useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import { LOCALE_COOKIE, LOCALES } from '@/lib/i18n';
import { IconButton, Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui';
import { usePerson } from './person';
import { rememberChoice, THEMES } from './theme';
import { chooseTheme, useTheme } from './use-theme';

export function LanguageMenu() {
  const t = useTranslations('shell.language');
  const locale = useLocale();
  const router = useRouter();
  return (
    <Menu trigger={<IconButton icon={Languages} label={t('label')} />}>
      {LOCALES.map((other) => (
        <MenuItem
          key={other}
          checked={other === locale}
          onSelect={() => {
            rememberChoice(LOCALE_COOKIE, other);
            router.refresh();
          }}
        >
          <span lang={other}>{t(other)}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}

const ICONS = { system: SunMoon, light: Sun, dark: Moon } as const;

export function ThemeMenu() {
  const t = useTranslations('shell.theme');
  const theme = useTheme();
  return (
    <Menu trigger={<IconButton icon={ICONS[theme]} label={t('label')} />}>
      {THEMES.map((other) => (
        <MenuItem key={other} checked={other === theme} onSelect={() => chooseTheme(other)}>
          {t(other)}
        </MenuItem>
      ))}
    </Menu>
  );
}

export function PersonMenu() {
  const t = useTranslations('shell.person');
  const person = usePerson();
  const trigger = (
    <button
      type="button"
      className="ml-1 flex size-7 items-center justify-center rounded-full bg-attention-tint font-semibold text-attention-ink text-xs"
    >
      <span aria-hidden="true">{person.name.slice(0, 2).toUpperCase()}</span>
      <span className="sr-only">
        {t('label')}: {person.name}
      </span>
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>
        <span className="block font-semibold text-ink text-sm">{person.name}</span>
        {t(`role.${person.role}`)}
      </MenuLabel>
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut({ callbackUrl: paths.signIn() })}>{t('signOut')}</MenuItem>
    </Menu>
  );
}
