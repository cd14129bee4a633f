/**
 * Finds out which of the resources in a refused response Envoy's text points at. Envoy writes names without quotes into
 * several lines; a name that is part of a longer one that stands there (`…_80` in `…_8080`) does not count.
 */
export function refusedNames(message: string, candidates: Iterable<string>): string[] {
  const byLength = [...candidates].sort((a, b) => b.length - a.length);
  const found: string[] = [];
  let rest = message;
  for (const name of byLength) {
    const remaining = cutOut(rest, name);
    if (remaining === undefined) continue;
    found.push(name);
    rest = remaining;
  }
  return found;
}

/** The text without the name; undefined when it does not stand there by itself. */
function cutOut(text: string, name: string): string | undefined {
  let cut: string | undefined;
  let from = 0;
  for (;;) {
    const current: string = cut ?? text;
    const at = name === '' ? -1 : current.indexOf(name, from);
    if (at < 0) return cut;
    const end = at + name.length;
    if (isWordChar(current[at - 1]) || isWordChar(current[end])) from = at + 1;
    else cut = `${current.slice(0, at)}\n${current.slice(end)}`;
  }
}

function isWordChar(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}_-]/u.test(char);
}
