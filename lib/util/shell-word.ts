/** A text as one word of a POSIX shell: as it is where no character has a meaning there, else in single quotes. */
export function shellWord(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
