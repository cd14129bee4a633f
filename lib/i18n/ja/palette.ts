import type { palette as en } from '../en/palette';
import type { Words } from '../words';

export const palette = {
  open: '検索またはコマンド',
  short: '検索',
  placeholder: 'ページ、リソース、メッシュ、コマンド',
  results: '結果',
  nothing: '「{query}」に一致するものはありません。',
  create: '{kind}を作成',
  group: { pages: 'ページ', resources: 'リソース', actions: '作成', meshes: 'メッシュ', settings: '設定' },
  keys: { move: '選択', run: '実行', close: '閉じる' },
} as const satisfies Words<typeof en>;
