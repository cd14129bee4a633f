import type { fixes as en } from '../en/fixes';
import type { Words } from '../words';

export const fixes = {
  label: '修正方法',
  code: {
    'equal-weights': 'すべてのターゲットを同じ重みにする',
    'drop-target': 'ターゲット {target} を外す',
    'set-target-port': '{target} のポート {port} を使う',
    'drop-backend': 'バックエンド {service} を外す',
    'add-backend': 'バックエンド {service} を追加する',
    'create-service': '{service} を作成する',
    'set-provider': '{service} のプロバイダを {router} にする',
    'set-match-port': '一致条件のポートを {port} にする',
    'set-listener-protocol': '{router} のプロトコルを {protocol} にする',
    'raise-timeout': 'リクエストタイムアウトを {seconds} 秒にする',
    'drop-listener': 'ポート {port} の 2つ目のリスナーを外す',
    'drop-outlier-detection': '外れ値検出を外す',
    'drop-log-format': '標準のログ形式にする',
  },
} as const satisfies Words<typeof en>;
