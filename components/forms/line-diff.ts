export interface DiffLine {
  op: ' ' | '+' | '-';
  text: string;
}

/** Pairs of lines that are compared one by one: some millions take a moment and some ten megabytes. */
const MOST_PAIRS = 4_000_000;

/**
 * Line by line: what was taken out and put in, by the longest common subsequence of what lies between the first and the
 * last difference. Where that is too long to compare, all of it counts as taken out and put in.
 */
export function lineDiff(before: string, after: string): DiffLine[] {
  const a = lines(before);
  const b = lines(after);
  const head = sameCount(a, b);
  const tail = sameCount(a.slice(head).reverse(), b.slice(head).reverse());
  const [middleA, middleB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  return [
    ...all(' ', a.slice(0, head)),
    ...(middleA.length * middleB.length > MOST_PAIRS
      ? [...all('-', middleA), ...all('+', middleB)]
      : compare(middleA, middleB)),
    ...all(' ', a.slice(a.length - tail)),
  ];
}

/** How many lines are the same from the start. */
function sameCount(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((line, i) => line !== b[i]);
  return differs < 0 ? a.length : differs;
}

function all(op: DiffLine['op'], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ op, text }));
}

function compare(a: readonly string[], b: readonly string[]): DiffLine[] {
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
