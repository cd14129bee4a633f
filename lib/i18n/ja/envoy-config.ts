import type { envoyConfig as en } from '../en/envoy-config';
import type { Words } from '../words';

export const envoyConfig = {
  search: '名前と内容を検索',
  kind: '種類',
  everyKind: 'すべての種類',
  onlyDifferences: '差分があるものだけ ({count}件)',
  count: '{total}件中 {shown}件',
  more: 'さらに {count}件を表示',
  empty: 'このプロキシ向けに生成された設定はありません。',
  type: {
    listener: 'リスナー',
    route: 'ルート設定',
    cluster: 'クラスター',
    endpoint: 'エンドポイント',
    secret: 'シークレット',
  },
  one: {
    listener: 'リスナー',
    route: 'ルート',
    cluster: 'クラスター',
    endpoint: 'エンドポイント',
    secret: 'シークレット',
  },
  state: { same: '受け入れ済み', differs: '差分あり', new: '未反映', leftover: '残存' },
  note: {
    new: 'この名前の設定はまだ受け入れられていません。',
    leftover: '以前に受け入れた設定ですが、もう実行すべきものではありません。',
  },
  versionOnly:
    'このコントロールプレーンの起動前にバージョン {version} を受け入れています。実行中の内容は正確には分かりません。',
  sides: '表示する側',
  difference: '差分',
  differenceHint: '− 最後に受け入れた実行中の設定 · + 生成された設定',
  acknowledged: '受け入れ済み',
  generated: '生成された設定',
  copy: '{name} をコピー',
} as const satisfies Words<typeof en>;
