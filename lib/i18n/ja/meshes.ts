import type { meshes as en } from '../en/meshes';
import type { Words } from '../words';

export const meshes = {
  title: 'メッシュ',
  lead: 'このコントロールプレーンのメッシュ {count}件',
  create: 'メッシュを作成',
  createLead: 'メッシュは境界です。同じメッシュのサービスどうしが呼び出せます。',
  search: 'メッシュを検索',
  noMatch: '「{search}」に一致するメッシュはありません。',
  empty: {
    title: 'メッシュはまだありません',
    hint: 'メッシュには仮想サービス、仮想ルーター、仮想ノードが入ります。ここで作成するか、以前のメッシュのファイルをインポートするか、AWS CLI、SDK、Terraform、App Mesh コントローラーの接続先をこのコントロールプレーンにしてください。作成されたものはすぐにここに表示されます。',
  },
  column: {
    mesh: 'メッシュ',
    services: 'サービス',
    nodes: 'ノード',
    routes: 'ルート',
    proxies: 'プロキシ',
    problems: '問題',
    revision: 'リビジョン',
    changed: '最終変更',
  },
  proxies: { none: '接続なし', current: '{total}台中 {current}台が最新', refused: '拒否 {count}台' },
  problems: { none: 'なし', error: 'エラー {count}件', warning: '警告 {count}件' },
  open: '{name} を開く',
  edit: 'メッシュを編集',
  actions: '{name} の操作',
} as const satisfies Words<typeof en>;
