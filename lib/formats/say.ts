import { findingWords } from '@/lib/i18n';

export type FindingCode = keyof typeof findingWords;

/** What a reader says, for whoever shows it in another language. */
export interface Said {
  code: FindingCode;
  params: Record<string, string>;
}

/** The same in English, and as data. */
export interface Says {
  message: string;
  said: Said;
}

/** Names of the holes of a text: `{a} and {b}` → 'a' | 'b'. */
type Holes<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type Params<C extends FindingCode> = Record<Holes<(typeof findingWords)[C]>, unknown>;

/** What a reader says of something: a text without holes needs no parameters. */
export function say<C extends FindingCode>(
  code: C,
  ...[params]: [keyof Params<C>] extends [never] ? [] : [params: Params<C>]
): Says {
  const texts = Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)]));
  const message = findingWords[code].replace(/\{(\w+)\}/g, (hole, name: string) => texts[name] ?? hole);
  return { message, said: { code, params: texts } };
}
