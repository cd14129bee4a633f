import type { connect as en } from '../en/connect';
import type { Words } from '../words';

export const connect = {
  title: 'プロキシを接続',
  proxy: 'プロキシ',
  lead: 'このメッシュのノードまたはゲートウェイとして動く Envoy を起動するための設定です。接続されると「プロキシ」に表示されます。',
  resource: '対応リソース',
  resourceHint: 'プロキシがリクエストを受ける仮想ノードまたは仮想ゲートウェイです。',
  empty: {
    title: 'プロキシの対応リソースがありません',
    hint: '先に仮想ノードまたは仮想ゲートウェイを作成してください。',
  },
  mend: '印の付いた項目を直すと、ここに設定が表示されます。',
  controlPlane: 'プロキシから見たコントロールプレーン',
  controlPlaneHint: 'host:port または unix:/path。空の場合はコントロールプレーン自身のアドレスです。',
  caFile: 'コントロールプレーンの証明書の認証局ファイル',
  caFileHint: 'プロキシのファイルシステム内のパスです。空の場合は暗号化しません。',
  credential: {
    label: '認証情報',
    none: 'なし',
    'token-file': 'ファイルのトークン',
    certificate: 'クライアント証明書',
  },
  tokenFile: 'トークンのファイル',
  certificateFile: '証明書のファイル',
  keyFile: '秘密鍵のファイル',
  place: {
    label: 'データプレーン',
    intercept: '横取り (iptables)',
    interceptHint: 'App Mesh と同じく、アプリケーションの変更は不要です。通信は iptables でプロキシへ導かれます。',
    explicit: '明示 (専用のリスナー)',
    explicitHint:
      'iptables も root も不要です。プロキシが専用のポートを持ち、アプリケーションは HTTP_PROXY を通して呼び出します。',
  },
  address: 'プロキシのアドレス',
  addressHint: '待ち受けに使い、ほかのプロキシからも届くアドレスです。',
  ingressPort: 'リスナー {port} 用のプロキシのポート',
  appPort: 'アプリケーションのポート',
  egressPort: '送信用のポート',
  egressPortHint: 'アプリケーションの HTTP_PROXY の接続先です。',
  wrong: '正しく入力されていません。',
  files: 'プロキシの起動に使うもの',
  format: { envoy: 'envoy.yaml', cli: 'コマンドライン', ecs: 'ECS', k8s: 'Kubernetes' },
  use: {
    envoy:
      'Envoy のブートストラップです。envoy -c envoy.yaml で起動します。AWS の Envoy イメージでは ENVOY_CONFIG_FILE に指定します。',
    cli: 'プロキシを動かすマシンのシェルで実行します。',
    ecs: 'タスク定義に組み込んで登録し、サービスを更新します。',
    k8s: '先に適用が必要なものを適用し、パッチファイルでデプロイメントを更新します。',
  },
  note: {
    'token-is-secret': 'トークンが含まれます。読んだ人はこのプロキシになりすませます。',
    'enter-secret-arn': 'トークンを保存したシークレットの ARN を入力してください。',
    'no-listeners': 'リスナーがないため、プロキシは受信リクエストを扱いません。',
    'app-depends-on': 'アプリケーションのコンテナがプロキシの後に起動するよう、依存関係を設定してください。',
    'no-tls': 'コントロールプレーンとの接続は暗号化されません。',
  },
  copy: '{name} をコピー',
} as const satisfies Words<typeof en>;
