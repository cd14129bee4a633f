import { expect, it } from 'vitest';
import { findingWords as en, ja } from '@/lib/i18n';
import { say } from './say';

it('says a text in English with its holes filled, and as data for other languages', () => {
  expect(say('noSuchType', { type: 'Gateway' })).toEqual({
    message: 'App Mesh has no type Gateway',
    said: { code: 'noSuchType', params: { type: 'Gateway' } },
  });
  expect(say('severalMeshes', { count: 2 }).said.params).toEqual({ count: '2' });
});

it('leaves what a value says as it is', () => {
  expect(say('unreadable', { reason: 'not {reason}: $& {{x}}' }).message).toBe('not {reason}: $& {{x}}');
});

it.each(Object.keys(en) as (keyof typeof en)[])('has the same holes in both languages: %s', (code) => {
  const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  expect(holes(ja.findings[code])).toEqual(holes(en[code]));
});
