/** Something that the palette offers. */
export interface Command {
  id: string;
  group: CommandGroup;
  label: string;
  /** Where or what it is, in small letters behind the label. */
  detail?: string;
  /** More words by which it is found, as its name in the other language. */
  keywords?: string;
  run: () => void;
}

/** Groups in the order in which they are shown. */
export const COMMAND_GROUPS = ['pages', 'resources', 'actions', 'meshes', 'settings'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** Commands that are shown of one group: all pages, and of the others few before anything is typed. */
const SHOWN = { empty: 8, searched: 12 };

/**
 * The commands that hold every word of the query, best first in each group: the label begins with it, a word of the
 * label does, it stands somewhere in the label, or only in detail and keywords. Equal ones keep their order.
 */
export function findCommands(commands: readonly Command[], query: string): { group: CommandGroup; found: Command[] }[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const limit = words.length === 0 ? SHOWN.empty : SHOWN.searched;
  const ranked = commands
    .map((command, position) => ({ command, position, rank: rankOf(command, words) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank || a.position - b.position);
  return COMMAND_GROUPS.map((group) => ({
    group,
    found: ranked
      .filter(({ command }) => command.group === group)
      .slice(0, limit)
      .map(({ command }) => command),
  })).filter(({ found }) => found.length > 0);
}

const NOT_FOUND = 4;

function rankOf({ label, detail = '', keywords = '' }: Command, words: readonly string[]): number {
  const name = fold(label);
  const rest = fold(`${detail} ${keywords}`);
  return Math.max(0, ...words.map((word) => rankOfWord(name, rest, word)));
}

function rankOfWord(name: string, rest: string, word: string): number {
  const at = name.indexOf(word);
  if (at === 0) return 0;
  if (at > 0 && /[\s\-_./:]/.test(name[at - 1] ?? '')) return 1;
  if (at > 0) return 2;
  return rest.includes(word) ? 3 : NOT_FOUND;
}

/** Capitals and the widths of Japanese and Latin letters do not matter. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
