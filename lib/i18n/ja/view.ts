import type { view as en } from '../en/view';
import type { Words } from '../words';

export const view = {
  label: '表示',
  live: 'ライブ',
  liveHint: '現在の状態',
  draft: '下書き',
  draftHint: '適用後の状態',
  past: 'リビジョン {revision} · 閲覧のみ',
  changes: '変更 {count, number}件',
  review: '下書きを確認',
  menu: 'このメッシュの下書き',
  open: '未適用の下書き',
  new: '新しい下書き…',
  all: 'すべての下書き',
  create: {
    title: '新しい下書き',
    lead: '編集内容をまとめます。下書きを適用するまでプロキシには届きません。',
    nameHint: '他の人にも変更の目的が伝わる名前にします。',
    failed: '下書きは作成されませんでした',
  },
  choose: {
    title: 'どの下書きに追加しますか?',
    lead: '未適用の下書きが複数あります。「{title}」の追加先を選んでください。',
    new: '新しい下書き',
  },
  edit: { inDraft: '下書き「{name}」', undo: '元に戻す', failed: '何も変更されていません' },
  production: {
    mark: '本番',
    hint: 'このメッシュは本番に設定されています。重みの変更は下書きに入ります。設定はメッシュの概要で変更できます。',
  },
  ended: {
    applied: '下書き「{name}」は適用されました (リビジョン {revision})。現在の状態を表示しています。',
    gone: 'この下書きは破棄されました。現在の状態を表示しています。',
  },
} as const satisfies Words<typeof en>;
