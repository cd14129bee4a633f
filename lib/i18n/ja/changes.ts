import type { changes as en } from '../en/changes';
import type { Words } from '../words';

export const changes = {
  title: '変更履歴',
  lead: 'すべての経路からの書き込みを新しい順に表示します。書き込みごとにリビジョンが 1 増えます。',
  column: { revision: 'リビジョン', what: '変更', who: '実行者', via: '経路', when: '日時' },
  summary: '{kind} {name} を{op}',
  more: 'ほか {count}件',
  show: 'リビジョン {revision} の差分を表示',
  hide: 'リビジョン {revision} の差分をたたむ',
  receipt: {
    title: '反映結果',
    unused: '使用中のプロキシはありません。',
    reached: '{total}台中 {done}台のプロキシに反映',
    done: '{total}台中 {done}台のプロキシに {ms} ms で反映',
    waiting: '{total}台中 {done}台に反映、応答待ち {waiting}台',
    refused: '{count}台のプロキシが拒否',
    gone: '{count}台のプロキシがその間に切断',
    unknown: '不明: 反映結果が残るのは、コントロールプレーンの起動後の変更だけです。',
  },
  tags: 'タグ',
  onlyTags: 'タグだけの変更です。タグはリソースの概要で変更できます。',
  loadMore: 'さらに古い変更',
  userAgent: 'ユーザーエージェント',
  link: 'このリビジョンへのリンク',
  empty: {
    title: 'まだ変更はありません',
    hint: 'このメッシュの変更が、実行者、日時、経路、差分とともにここに並びます。',
  },
} as const satisfies Words<typeof en>;
