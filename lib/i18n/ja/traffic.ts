import type { traffic as en } from '../en/traffic';
import type { Words } from '../words';

export const traffic = {
  recent: '毎秒のリクエスト数 · 直近 5分',
  recentOfLive: 'ライブ · 毎秒のリクエスト数、直近 5分',
  recentNotKnown: '不明です。直近 5分間にリクエストを報告したプロキシがありません。',
  perSecond: '{rate}/s',
  most: '最大 {rate}/s',
  failed: '失敗 {share}',
  spark: {
    subject: '{name}、直近 5分間。',
    now: '現在は毎秒 {rate}件です。',
    nowNotKnown: '現在の値は不明です。',
    range: '最小は毎秒 {min}件、最大は毎秒 {max}件です。',
    failed: '{share} が失敗しました。',
    gap: '{seconds, number}秒分は不明です。',
    notKnown: '不明です。',
  },
} as const satisfies Words<typeof en>;
