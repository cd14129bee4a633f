import { z } from 'zod';
import type { Draft } from './form-state';

/** What is kept for one form; the schema guards against what an older console, or somebody else, left in the storage. */
const keptSchema = z.object({
  name: z.string(),
  parent: z.string(),
  spec: z.record(z.string(), z.unknown()),
  text: z.string(),
  broken: z
    .object({ line: z.number(), message: z.string(), reason: z.enum(['too-large', 'aliases']).optional() })
    .optional(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  touched: z.array(z.string()),
});

const PREFIX = 'meshkeep.form.';

/**
 * What was entered and not yet saved, by form: leaving a panel or loading the page again loses nothing. It lives as long
 * as the tab; a browser that keeps nothing loses it with the page.
 */
export const kept = {
  get(key: string): Draft | undefined {
    const text = read(PREFIX + key);
    const found = text === null ? undefined : keptSchema.safeParse(parse(text)).data;
    return found && { ...found, touched: new Set(found.touched) };
  },
  set(key: string, { touched, ...rest }: Draft): void {
    attempt(() => window.sessionStorage.setItem(PREFIX + key, JSON.stringify({ ...rest, touched: [...touched] })));
  },
  delete(key: string): void {
    attempt(() => window.sessionStorage.removeItem(PREFIX + key));
  },
};

function read(key: string): string | null {
  return attempt(() => window.sessionStorage.getItem(key)) ?? null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A browser may refuse storage (private window, full): then nothing is kept, and the form works all the same. */
function attempt<T>(work: () => T): T | undefined {
  if (typeof window === 'undefined') return undefined;
  try {
    return work();
  } catch {
    return undefined;
  }
}
