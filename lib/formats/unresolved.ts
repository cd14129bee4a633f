import type { Says } from './say';
import type { TodoKind } from './types';

/** Why a value is not known. */
export interface Cause {
  /** The name under which an answer can be given. */
  variable: string;
  kind: TodoKind;
  why: Says;
  proposal?: string;
}

/** A value that the files do not hold, in whole or in part. `text` shows the gap as `${variable}`, or what is proposed. */
export class Unresolved {
  readonly text: string;
  readonly causes: readonly Cause[];

  constructor(text: string, causes: readonly Cause[]) {
    this.text = text;
    this.causes = causes;
  }

  /** Whether every gap has a proposed value. */
  get proposed(): boolean {
    return this.causes.every((cause) => cause.proposal !== undefined);
  }
}

/** One gap. */
export function unresolved(cause: Cause): Unresolved {
  return new Unresolved(cause.proposal ?? `\${${cause.variable}}`, [cause]);
}

/** The text of a scalar; gaps as they show. */
export function textOf(value: unknown): string {
  return value instanceof Unresolved ? value.text : String(value ?? '');
}

/** Texts put together; the result has the gaps of its parts. */
export function joined(parts: readonly unknown[], separator = ''): string | Unresolved {
  const text = parts.map(textOf).join(separator);
  const causes = parts.flatMap((part) => (part instanceof Unresolved ? part.causes : []));
  return causes.length > 0 ? new Unresolved(text, causes) : text;
}

/** A text changed by `change`, gaps kept. */
export function mapText(value: unknown, change: (text: string) => string): string | Unresolved {
  return value instanceof Unresolved ? new Unresolved(change(value.text), value.causes) : change(textOf(value));
}

/** The same gap without what was proposed for it: for results that are not the value itself. */
export function withoutProposal({ causes }: Unresolved): Unresolved {
  const open = causes.map(({ variable, kind, why }) => ({ variable, kind, why }));
  return new Unresolved(open.map(({ variable }) => `\${${variable}}`).join(''), open);
}
