import type { shell as en } from '../en/shell';
import type { Words } from '../words';

export const shell = {
  nav: {
    label: 'メインナビゲーション',
    meshes: 'メッシュ',
    graph: 'グラフ',
    resources: 'リソース',
    proxies: 'プロキシ',
    drafts: '下書き',
    changes: '変更履歴',
    transfer: 'インポート／エクスポート',
    settings: '設定',
    connections: '接続',
    certificates: '証明書',
    help: 'ヘルプ',
    collapse: 'ナビゲーションをたたむ',
    expand: 'ナビゲーションを開く',
  },
  skipToContent: '本文へ移動',
  meshSwitcher: { label: 'メッシュの切り替え', none: 'メッシュ未選択', all: 'すべてのメッシュ' },
  badge: {
    embedded: '組み込み',
    proxies: 'プロキシ {total}台中 {current}台が最新',
    allCurrent: 'プロキシ {total}台が最新',
    noProxies: '接続中のプロキシなし',
    refused: 'プロキシ {count}台が設定を拒否',
    explain: 'Meshkeep 自身のコントロールプレーンに接続しています。',
  },
  live: {
    connecting: '接続中…',
    online: '接続済み',
    offline: '接続が切れました — 再接続中',
    offlineHint: '表示は {time} 時点のものです。入力した内容は失われません。再接続すると自動で追いつきます。',
    back: '再接続しました。表示は最新です。',
  },
  theme: { label: '外観', light: 'ライト', dark: 'ダーク', system: 'システム' },
  language: { label: '言語', en: 'English', ja: '日本語' },
  person: {
    label: 'アカウントメニュー',
    signOut: 'サインアウト',
    role: { administrator: '管理者', editor: '編集者', viewer: '閲覧者' },
    viewerHint: 'この操作には編集者のロールが必要です。',
  },
  signIn: {
    title: 'Meshkeep にサインイン',
    lead: 'サービスメッシュのコンソールです。',
    name: 'ユーザー名',
    password: 'パスワード',
    submit: 'サインイン',
    submitting: 'サインイン中…',
    showPassword: 'パスワードを表示',
    hidePassword: 'パスワードを隠す',
    wrong: 'ユーザー名またはパスワードが正しくありません。何も変更されていません。もう一度お試しください。',
    away: 'コントロールプレーンが {url} で応答しません。起動しているか確認してください。「npm run control-plane」または「make start」で起動してから、もう一度お試しください。',
    notConfigured:
      'このコンソールにはコントロールプレーンのアクセスキーがありません。「make start」で両方を起動するか、MESHKEEP_CONSOLE_ACCESS_KEY_ID、MESHKEEP_CONSOLE_SECRET_ACCESS_KEY、MESHKEEP_SECRET を指定してください。',
    refusedKey:
      'コントロールプレーンがこのコンソールのアクセスキーを拒否しました。同じデータディレクトリで両方を起動してください。',
    tooMany: '試行回数が多すぎます。1分ほど待ってから、もう一度お試しください。',
    unexpected: '不明な理由でサインインできませんでした。詳細はコンソールのログにあります。もう一度お試しください。',
    firstTime: '初めての場合: ユーザー名とパスワードは、コントロールプレーンの初回起動時に表示されています。',
  },
  notFound: {
    title: 'ページが見つかりません',
    hint: 'アドレスが古いか、表示していたものが削除された可能性があります。',
    toMeshes: 'メッシュの一覧へ',
  },
  crashed: {
    title: 'このページを表示できません',
    hint: 'コンソールの内部でエラーが起きました。これによって保存や変更されたものはありません。',
  },
} as const satisfies Words<typeof en>;
