/** A text that cannot be read; `line` counts from 1. */
export class UnreadableText extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}

/** A text that can be read, and is something else than what was asked for. */
export class WrongFormat extends UnreadableText {}

/** Longest text of one file, in UTF-16 units; CloudFormation itself stops at 1 MB. Terraform's JSON is whole estates. */
export const MOST_TEXT = 4 * 1024 * 1024;
export const MOST_TERRAFORM_JSON = 64 * 1024 * 1024;

/** YAML takes its reader ten times as long as JSON; no template or manifest of theirs is larger. */
export const MOST_YAML = 1024 * 1024;

/** Most documents of one file. */
export const MOST_DOCUMENTS = 5_000;

/** Deepest nesting: App Mesh's own shapes need 12. */
export const MOST_DEPTH = 100;

/** Most values of one YAML file after aliases are followed: an alias bomb stops here, in whichever document it is. */
export const MOST_YAML_VALUES = 300_000;

/** Throws when a text is too long to be one of ours. */
export function requireLength(text: string, most: number = MOST_TEXT): void {
  if (text.length <= most) return;
  const mib = (units: number) => `${(units / 1024 / 1024).toFixed(1)} MiB`;
  throw new UnreadableText(`too large: ${mib(text.length)}, the limit is ${mib(most)}; split it or leave the rest out`);
}
