import type { problems as en } from '../en/problems';
import type { Words } from '../words';

export const problems = {
  'weights-sum-zero': '{name} の重みがすべて 0 のため、リクエストには 503 を返します。',
  'backend-service-missing': '{name} のバックエンド {service} は、このメッシュに存在しません。',
  'backend-service-without-provider':
    '{name} のバックエンド {service} にはプロバイダがないため、呼び出しに応答できません。',
  'service-without-provider': '{name} にはまだプロバイダがないため、呼び出しには 503 を返します。',
  'call-without-backend':
    '{name} は過去 1分間に {service} を呼び出しましたが、バックエンドに登録されていません。このような呼び出しには {service} のルートが適用されません。',
  'route-protocol-mismatch':
    '{name} は {routeProtocol} のルートですが、ルーターのリスナーは {listenerProtocol} のため、このルートは使われません。',
  'match-port-unknown':
    '{name} の一致条件のポート {port} は、ルーターのどのリスナーにもないため、このルートは使われません。',
  'target-protocol-mismatch':
    '{name} は {routeProtocol} のルートですが、{target} には対応する {routeProtocol} のリスナーがないため、その割合のリクエストには 503 を返します。',
  'target-port-missing': '{target} には複数のリスナーがあるため、{name} でターゲットポートを指定する必要があります。',
  'target-port-unknown':
    '{name} のターゲットポート {port} に {target} のリスナーがないため、その割合のリクエストには 503 を返します。',
  'target-without-discovery': '{target} にはサービスの検出方法がないため、{name} から送信できません。',
  'target-without-endpoints': '{target} には現在、正常なエンドポイントがありません。',
  'target-one-endpoint': '{target} の正常なエンドポイントは 1つだけです。予備がありません。',
  'router-without-routes': '{name} にはルートがないため、リクエストには 404 を返します。',
  'port-protocol-clash':
    'ポート {port} が {first} と {second} の両方で使われています。一方しか使えないため、{loser} は除外されます。',
  'permissive-client-certificates':
    '{name} はクライアント証明書を求めますが、モードが許容のため、平文のリクエストは証明書なしで通ります。',
  'policy-target-without-tls':
    '{name} は {service} に TLS で接続しますが、{target} のリスナーには TLS がないため、呼び出しには 503 を返します。',
  'target-wants-certificate':
    '{target} は証明書を求めますが、{name} は提示しないため、{service} の呼び出しには 503 を返します。',
  'certificate-not-held':
    '{name} の証明書 {arn} はここに登録されていないため、このリスナーは TLS 接続を受け付けません。',
  'authority-not-held': '{name} が信頼する認証局 {arn} はここに登録されていないため、呼び出しには 503 を返します。',
  'certificate-ends-soon':
    '{name} が使う {arn} の期限は {end, date, medium} です。期限を過ぎると TLS 接続が失敗するため、それまでに更新してください。',
  'certificate-ended': '{name} が使う {arn} は {end, date, medium} に期限が切れているため、TLS 接続が失敗します。',
  'tls-turn-waits':
    '{name} の TLS を切り替えています。まだ受領していないプロキシ（{proxies}）を待っており、それまでは変更前と同じ接続も受け付けます。',
  'tls-turn-without-certificate':
    '{name} の TLS を切り替えていますが、プロキシが証明書 {arn} を受け取れません。証明書がここに登録されていないか、プロキシが TLS と認証情報なしで接続しているため秘密鍵を渡せません。変更前と同じ接続を受け付けています。',
  'gateway-without-routes': '{name} にはゲートウェイルートがないため、リクエストには 404 を返します。',
  'gateway-route-protocol-mismatch':
    '{name} は {routeProtocol} のゲートウェイルートですが、ゲートウェイのリスナーは {listenerProtocol} のため、リクエストには 503 を返します。',
  'gateway-match-port-unknown':
    '{name} の一致条件のポート {port} は、ゲートウェイのどのリスナーにもないため、このゲートウェイルートは使われません。',
  'gateway-hostname-never-matches':
    '{hostname} に一致するホスト名は存在しないため、{name} は使われません。アスタリスクは、サフィックスの先頭に 1つだけ書けます。',
  'gateway-target-without-provider':
    '{name} の転送先 {service} にはプロバイダがないため、リクエストには 503 を返します。',
  'gateway-target-without-listener':
    '{name} の転送先 {service} のプロバイダには、該当する HTTP リスナーがないため、リクエストには 503 を返します。',
  'gateway-target-port-missing':
    '{name} では、{service} のどのポートに転送するかを指定する必要があります。指定するまで、リクエストには 503 を返します。',
  'gateway-port-taken': '{name} のポート {port} はプロキシ自身が使うため、このリスナーは除外されます。',
  'gateway-health-check-unused':
    '{name} のヘルスチェックは保存されていますが、使われません。メッシュ内にゲートウェイを呼び出すものがないためです。',
  'outlier-detection-without-times':
    '{name} の外れ値検出には、0 より長い間隔と排除時間が必要です。指定されていないため、使われません。',
  'outlier-detection-of-one-host':
    '{name} の検出方法は応答タイプ LOADBALANCER の DNS で、ホストが 1つしかないため、外れ値検出は効果がありません。',
  'duplicate-domain': '1つのポートで 2つのサービスが名前 {domain} を使っているため、{name} は除外されます。',
  'regex-not-supported': '{name} の正規表現 {regex} には、Envoy が対応していない書き方が含まれています。',
  'retries-exceed-timeout': '{name} のリトライはリクエストタイムアウトを超えることがあり、途中で打ち切られます。',
  'log-format-not-supported': '{name} のログ形式には、Envoy が対応していない項目があります: {format}',
  'listener-port-clash': '{name} にはポート {port} のリスナーが複数あります。最初のものだけを使います。',
} as const satisfies Words<typeof en>;
