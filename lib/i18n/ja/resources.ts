import type { resources as en } from '../en/resources';
import type { Words } from '../words';

export const resources = {
  title: 'リソース',
  lead: 'リソース {count}件 · リビジョン {revision}',
  search: '名前で絞り込み',
  kindFilter: '種類で絞り込み',
  problemsOnly: '問題のあるもの',
  column: {
    name: '名前',
    facts: '設定',
    problems: '問題',
    owner: '管理元',
    version: 'バージョン',
    updated: '更新日時',
  },
  noMatch: {
    title: '条件に一致するものはありません',
    hint: '別の語や種類で見つかるかもしれません。',
    clear: '絞り込みを解除',
  },
  empty: {
    title: 'このメッシュはまだ空です',
    hint: 'まず、動いているサービスごとに仮想ノードを作成します。次に、呼び出し側が使う名前を仮想サービスで付けます。',
  },
  fact: {
    provider: '→ {name}',
    noProvider: 'プロバイダなし',
    backends: 'バックエンド {count}件',
    discovery: { none: '検出なし' },
    egress: '外部トラフィック {type}',
    healthy: '正常 {healthy}/{total}',
  },
  panel: { create: '{kind}の作成', close: 'パネルを閉じる' },
  delete: '{name} を削除',
} as const satisfies Words<typeof en>;
