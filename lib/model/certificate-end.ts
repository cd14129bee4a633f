const DAY_MS = 24 * 3600 * 1000;

/** From when on the end of a certificate or authority is worth a warning, days before. */
export const ENDS_SOON_DAYS = 30;

/** How a certificate stands to its end at a moment; `days` are whole ones that are left. */
export interface CertificateEnd {
  state: 'good' | 'ends-soon' | 'ended';
  days: number;
}

/** Both in ms since the epoch. The moment of the end still counts as good: TLS takes it so. */
export function certificateEnd(notAfter: number, now: number): CertificateEnd {
  const left = notAfter - now;
  if (left < 0) return { state: 'ended', days: 0 };
  const days = Math.floor(left / DAY_MS);
  return { state: days < ENDS_SOON_DAYS ? 'ends-soon' : 'good', days };
}
