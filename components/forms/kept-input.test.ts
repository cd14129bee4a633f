import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from './form-state';
import { kept } from './kept-input';

const entered: Draft = {
  name: 'n',
  parent: 'r',
  spec: { priority: 1 },
  text: 'priority: 1 # mine\n',
  tags: [{ key: 'a', value: 'b' }],
  touched: new Set(['priority']),
};

function storage(): Map<string, string> {
  const values = new Map<string, string>();
  const sessionStorage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
  vi.stubGlobal('window', { sessionStorage });
  return values;
}

afterEach(() => vi.unstubAllGlobals());

describe('what was entered in a form', () => {
  it('is found again under its form only, as it was', () => {
    storage();
    kept.set('one', entered);
    expect(kept.get('one')).toEqual(entered);
    expect(kept.get('other')).toBeUndefined();
    kept.delete('one');
    expect(kept.get('one')).toBeUndefined();
  });

  it('is nothing where the storage holds rubbish, or refuses', () => {
    const values = storage();
    values.set('meshkeep.form.one', '{"name":5}');
    values.set('meshkeep.form.two', '{');
    expect(kept.get('one')).toBeUndefined();
    expect(kept.get('two')).toBeUndefined();
    const refuse = () => {
      throw new Error('QuotaExceededError');
    };
    vi.stubGlobal('window', { sessionStorage: { getItem: refuse, setItem: refuse, removeItem: refuse } });
    kept.set('one', entered);
    expect(kept.get('one')).toBeUndefined();
  });

  it('is nothing on the server', () => {
    kept.set('one', entered);
    expect(kept.get('one')).toBeUndefined();
  });
});
