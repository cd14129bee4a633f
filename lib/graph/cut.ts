const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const ELLIPSIS = '…';

/** Width of a text in columns: 1 for Latin letters, 2 for full-width ones. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
}

/**
 * A text that is at most so many columns wide: a longer one loses its middle, since names differ at both ends.
 *
 * @example cutMiddle('ecs-backend.apps.local', 13) // 'ecs-ba….local'
 */
export function cutMiddle(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const letters = [...text];
  const room = Math.max(2, columns - 1);
  const head = take(letters, Math.ceil(room / 2));
  const tail = take([...letters].reverse(), Math.floor(room / 2)).reverse();
  return head.join('') + ELLIPSIS + tail.join('');
}

function take(letters: readonly string[], columns: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const letter of letters) {
    used += columnsOf(letter);
    if (used > columns) break;
    taken.push(letter);
  }
  return taken;
}

/**
 * Names without what they all begin with, cut at a separator: enough to tell neighbours apart where room is short.
 *
 * @example shortNames(['eks-backend-v1', 'eks-backend-v2']) // ['v1', 'v2']
 */
export function shortNames(names: readonly string[]): string[] {
  const first = names[0] ?? '';
  if (names.length < 2) return [...names];
  let shared = 0;
  while (shared < first.length && names.every((name) => name[shared] === first[shared])) shared += 1;
  const at = Math.max(...['-', '.', '_', '/'].map((separator) => first.slice(0, shared).lastIndexOf(separator)));
  const short = names.map((name) => name.slice(at + 1));
  return short.some((name) => name === '') ? [...names] : short;
}
