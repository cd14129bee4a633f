export interface DiffLine {
  op: ' ' | '+' | '-';
  text: string;
}

/** Line by line: what was taken out and put in, by the longest common subsequence. For specs of some hundred lines. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const a = lines(before);
  const b = lines(after);
  const common = lengths(a, b);
  const out: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push({ op: ' ', text: a[i] ?? '' });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || at(common, i + 1, j) >= at(common, i, j + 1))) {
      out.push({ op: '-', text: a[i++] ?? '' });
    } else {
      out.push({ op: '+', text: b[j++] ?? '' });
    }
  }
  return out;
}

function lines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** common[i][j] = length of the longest common subsequence of a from i on and b from j on. */
function lengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] ?? [];
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function at(table: readonly number[][], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

/** Only the changed lines and `context` lines around them; a gap is one line of "…". */
export function withContext(diff: readonly DiffLine[], context = 3): (DiffLine | 'gap')[] {
  const near = diff.map((_, i) =>
    diff.slice(Math.max(0, i - context), i + context + 1).some((line) => line.op !== ' '),
  );
  return diff.flatMap((line, i): (DiffLine | 'gap')[] => {
    if (near[i]) return [line];
    return near[i - 1] || i === 0 ? ['gap'] : [];
  });
}
