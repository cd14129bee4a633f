import { describe, expect, it } from 'vitest';
import { lineDiff, withContext } from './line-diff';

const text = (before: string, after: string) => lineDiff(before, after).map((line) => line.op + line.text);

describe('lineDiff', () => {
  it('shows changed lines between the ones that stay', () => {
    expect(text('a\nb\nc\n', 'a\nB\nc\n')).toEqual([' a', '-b', '+B', ' c']);
  });

  it('shows a whole text as added or removed', () => {
    expect(text('', 'a\nb\n')).toEqual(['+a', '+b']);
    expect(text('a\n', '')).toEqual(['-a']);
  });

  it('gives back both texts', () => {
    const before = 'x\na\nb\nb\nc\n';
    const after = 'a\nb\nc\nc\ny\n';
    const diff = lineDiff(before, after);
    const side = (op: '+' | '-') =>
      diff
        .filter((l) => l.op !== op)
        .map((l) => `${l.text}\n`)
        .join('');
    expect(side('+')).toBe(before);
    expect(side('-')).toBe(after);
  });
});

describe('withContext', () => {
  it('leaves out what lies far from any change', () => {
    const before = Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n');
    const shown = withContext(lineDiff(before, before.replace('line 10', 'LINE 10')), 1);
    expect(shown.map((line) => (line === 'gap' ? '…' : line.op + line.text))).toEqual([
      '…',
      ' line 9',
      '-line 10',
      '+LINE 10',
      ' line 11',
      '…',
    ]);
  });
});
