/** The Envoy that tests and the demo run, and that a bootstrap names where nothing else is wanted. */
export const ENVOY_VERSION = '1.40.0';

/**
 * Last day with fixes of each Envoy release: a year after it came out. From "Major release schedule" in RELEASES.md of
 * envoyproxy/envoy; later releases are not in it yet, and nothing is said of them.
 */
const END_OF_LIFE: Readonly<Record<string, string>> = {
  '1.12': '2020-10-31',
  '1.13': '2021-01-20',
  '1.14': '2021-04-08',
  '1.15': '2021-07-07',
  '1.16': '2021-10-08',
  '1.17': '2022-01-11',
  '1.18': '2022-04-15',
  '1.19': '2022-07-13',
  '1.20': '2022-10-05',
  '1.21': '2023-01-12',
  '1.22': '2023-04-15',
  '1.23': '2023-07-15',
  '1.24': '2023-10-19',
  '1.25': '2024-01-18',
  '1.26': '2024-04-18',
  '1.27': '2024-07-27',
  '1.28': '2024-10-19',
  '1.29': '2025-01-16',
  '1.30': '2025-04-16',
  '1.31': '2025-07-19',
  '1.32': '2025-10-15',
  '1.33': '2026-01-14',
  '1.34': '2026-04-15',
  '1.35': '2026-07-23',
  '1.36': '2026-10-14',
  '1.37': '2027-01-13',
  '1.38': '2027-04-23',
};

/** Release before the first one of the table. */
const FIRST_LISTED = 12;

/**
 * The day (`2026-04-15`) after which an Envoy version gets no fixes, security fixes included; `before` that day for
 * versions that are older than the table. Undefined where it is not known: newer releases, and what is no version.
 */
export function envoyEndOfLife(version: string): string | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)(?:\.|$)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  if (major === '1' && Number(minor) < FIRST_LISTED) return END_OF_LIFE[`1.${FIRST_LISTED}`];
  return END_OF_LIFE[`${major}.${minor}`];
}

/** Whether a version gets no fixes any more; `now` in ms. False where it is not known. */
export function isPastEndOfLife(version: string, now: number): boolean {
  const day = envoyEndOfLife(version);
  return day !== undefined && now >= Date.parse(`${day}T00:00:00Z`) + DAY_MS;
}

const DAY_MS = 24 * 60 * 60 * 1000;
