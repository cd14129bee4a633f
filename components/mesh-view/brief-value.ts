/** The YAML below says the rest. */
const MOST_CHARACTERS = 80;

/** A value of a spec in one short line: text and numbers as they are, the rest as JSON, cut where it is long. */
export function briefValue(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const characters = [...text];
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS).join('')}…` : text;
}
