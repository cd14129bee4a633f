'use client';

import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter } from 'next/navigation';
import { signOut } from 'next-auth/react';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { meshesQuery, paths, snapshotQuery, type View } from '@/lib/client';
import { en, ja, LOCALE_COOKIE, LOCALES } from '@/lib/i18n';
import { type ApiSnapshot, KINDS, type MeshSummary, refKey } from '@/lib/model';
import { chooseTheme, rememberChoice, THEMES, useMayWrite, useView } from '../layout';
import type { Command } from './search';

type Words = ReturnType<typeof useTranslations<never>>;

/** Where one is and what one may do: what the commands are made of. */
interface Place {
  t: Words;
  go: (address: string) => void;
  mesh: string | undefined;
  view: View;
}

/** Everything that can be reached or done from here. */
export function useCommands(): Command[] {
  const t = useTranslations();
  const router = useRouter();
  const locale = useLocale();
  const mayWrite = useMayWrite();
  const view = useView();
  const { mesh: segment } = useParams<{ mesh?: string }>();
  const mesh = segment === undefined ? undefined : decodeURIComponent(segment);
  const { data: meshes } = useQuery(meshesQuery());
  const { data: snapshot } = useQuery({ ...snapshotQuery(mesh ?? ''), enabled: mesh !== undefined });
  return useMemo(() => {
    const place: Place = { t, go: (address) => router.push(address), mesh, view };
    return [
      ...pages(place),
      ...(mesh !== undefined && snapshot ? resources(place, mesh, snapshot) : []),
      ...(mayWrite ? creations(place) : []),
      ...otherMeshes(place, meshes ?? []),
      ...languages(place, locale, () => router.refresh()),
      ...themes(place),
      signingOut(place),
    ];
  }, [t, router, locale, mayWrite, view, mesh, meshes, snapshot]);
}

/** A page is found by its name in both languages. */
function pages({ t, go, mesh, view }: Place): Command[] {
  const page = (
    name: keyof typeof en.shell.nav & keyof typeof ja.shell.nav,
    address: string,
    detail?: string,
  ): Command => ({
    id: `page ${name}`,
    group: 'pages',
    label: t(`shell.nav.${name}`),
    ...(detail !== undefined && { detail }),
    keywords: `${en.shell.nav[name]} ${ja.shell.nav[name]}`,
    run: () => go(address),
  });
  return [
    ...(mesh === undefined
      ? []
      : [
          page('graph', paths.graph(mesh, view), mesh),
          page('resources', paths.resources(mesh, view), mesh),
          page('proxies', paths.proxies(mesh), mesh),
          page('drafts', paths.drafts(mesh), mesh),
          page('changes', paths.changes(mesh), mesh),
          page('transfer', paths.import(mesh), mesh),
        ]),
    page('meshes', paths.meshes()),
    page('connections', paths.connections(), t('shell.nav.settings')),
    page('certificates', paths.certificates(), t('shell.nav.settings')),
    page('help', paths.help()),
  ];
}

function resources({ t, go, view }: Place, mesh: string, snapshot: ApiSnapshot): Command[] {
  return snapshot.resources
    .filter(({ kind }) => kind !== 'mesh')
    .map((resource) => {
      const { kind, name, parent } = resource;
      const what = t(`kinds.one.${kind}`);
      return {
        id: `resource ${refKey(resource)}`,
        group: 'resources' as const,
        label: name,
        detail: parent === undefined ? what : `${what} · ${parent}`,
        keywords: `${en.kinds.one[kind]} ${ja.kinds.one[kind]}`,
        run: () => go(paths.graph(mesh, { select: { kind, name, ...(parent !== undefined && { parent }) }, ...view })),
      };
    });
}

function creations({ t, go, mesh, view }: Place): Command[] {
  if (mesh === undefined) return [];
  return KINDS.filter((kind) => kind !== 'mesh').map((kind) => ({
    id: `create ${kind}`,
    group: 'actions',
    label: t('palette.create', { kind: t(`kinds.inText.${kind}`) }),
    detail: mesh,
    keywords: `${en.kinds.one[kind]} ${ja.kinds.one[kind]} create add 作成 追加`,
    run: () => go(paths.graph(mesh, { create: kind, ...view })),
  }));
}

function otherMeshes({ t, go, mesh }: Place, meshes: readonly MeshSummary[]): Command[] {
  return meshes
    .filter((other) => other.mesh !== mesh)
    .map((other) => ({
      id: `mesh ${other.mesh}`,
      group: 'meshes',
      label: other.mesh,
      detail: t('kinds.one.mesh'),
      keywords: `${en.kinds.one.mesh} ${ja.kinds.one.mesh}`,
      run: () => go(paths.graph(other.mesh)),
    }));
}

function languages({ t }: Place, locale: string, refresh: () => void): Command[] {
  return LOCALES.filter((other) => other !== locale).map((other) => ({
    id: `language ${other}`,
    group: 'settings',
    label: t(`shell.language.${other}`),
    detail: t('shell.language.label'),
    keywords: 'language 言語',
    run: () => {
      rememberChoice(LOCALE_COOKIE, other);
      refresh();
    },
  }));
}

function themes({ t }: Place): Command[] {
  return THEMES.map((theme) => ({
    id: `theme ${theme}`,
    group: 'settings',
    label: t(`shell.theme.${theme}`),
    detail: t('shell.theme.label'),
    keywords: `theme ${en.shell.theme[theme]} 外観 ${ja.shell.theme[theme]}`,
    run: () => chooseTheme(theme),
  }));
}

function signingOut({ t }: Place): Command {
  return {
    id: 'sign out',
    group: 'settings',
    label: t('shell.person.signOut'),
    keywords: 'sign out log off サインアウト ログアウト',
    run: () => void signOut({ callbackUrl: paths.signIn() }),
  };
}
