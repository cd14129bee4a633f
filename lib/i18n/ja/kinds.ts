import type { kinds as en } from '../en/kinds';
import type { Words } from '../words';

export const kinds = {
  one: {
    mesh: 'メッシュ',
    virtualNode: '仮想ノード',
    virtualRouter: '仮想ルーター',
    route: 'ルート',
    virtualService: '仮想サービス',
    virtualGateway: '仮想ゲートウェイ',
    gatewayRoute: 'ゲートウェイルート',
  },
  many: {
    mesh: 'メッシュ',
    virtualNode: '仮想ノード',
    virtualRouter: '仮想ルーター',
    route: 'ルート',
    virtualService: '仮想サービス',
    virtualGateway: '仮想ゲートウェイ',
    gatewayRoute: 'ゲートウェイルート',
  },
  inText: {
    mesh: 'メッシュ',
    virtualNode: '仮想ノード',
    virtualRouter: '仮想ルーター',
    route: 'ルート',
    virtualService: '仮想サービス',
    virtualGateway: '仮想ゲートウェイ',
    gatewayRoute: 'ゲートウェイルート',
  },
  hint: {
    mesh: '境界です。同じメッシュのサービスどうしが呼び出せます。',
    virtualNode: '実体です。待ち受けるポート、検出方法、呼び出せるサービスを定めます。',
    virtualRouter: '仮想サービスへの呼び出しを振り分けます。送信先はルートで定めます。',
    route: '条件と、条件に一致したリクエストの送信先です。',
    virtualService: '呼び出し側が使う名前です。',
    virtualGateway: 'メッシュの外から中への入口です。',
    gatewayRoute: 'ゲートウェイに届いたリクエストを、どの仮想サービスへ送るかを定めます。',
  },
} as const satisfies Words<typeof en>;
