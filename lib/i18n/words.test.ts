import { describe, expect, it } from 'vitest';
import { API_TABLE, KIND_INFO } from '@/lib/model';
import { en, ja, negotiateLocale } from '.';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );
}

/** Names of the arguments of an ICU message: `{count, plural, one {# node} …}` → count. */
function argumentsOf(message: string): string[] {
  const names = [...message.matchAll(/\{\s*(\w+)\s*(?:[,}])/g)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort();
}

/** Members of every shape that a spec of any kind may hold. */
function specMembers(): string[] {
  const seen = new Set<string>();
  const members = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const { members: own = {}, member } = API_TABLE.shapes[name] ?? {};
    for (const [key, { shape }] of Object.entries(own)) {
      members.add(key);
      visit(shape);
    }
    if (member) visit(member);
  };
  for (const info of Object.values(KIND_INFO)) visit(info.specShape);
  return [...members];
}

const english = new Map(flat(en));
const japanese = new Map(flat(ja));

describe('the words of both languages', () => {
  it('take the same arguments', () => {
    const differing = [...english].filter(
      ([key, text]) => String(argumentsOf(text)) !== String(argumentsOf(japanese.get(key) ?? '')),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('leave nothing empty', () => {
    for (const [key, text] of [...english, ...japanese]) expect(text.trim(), key).not.toBe('');
  });

  it('are Japanese where they should be: no English sentence was left over', () => {
    const left = [...japanese].filter(
      ([key, text]) => english.get(key) === text && /[a-z]{3,} [a-z]{3,} [a-z]{3,}/.test(text),
    );
    expect(left).toEqual([]);
  });

  it('name every member that a spec can hold', () => {
    const labels = new Set(Object.keys(en.fields.label));
    expect(specMembers().filter((member) => !labels.has(member))).toEqual([]);
  });

  it('speak of shapes and members that exist', () => {
    const keys = [...Object.keys(en.fields.of), ...Object.keys(en.fields.hint)];
    const unknown = keys.filter((key) => {
      const [shape = '', member = ''] = key.split('_');
      return !API_TABLE.shapes[shape]?.members?.[member] && key !== 'WeightedTargets_weight';
    });
    expect(unknown).toEqual([]);
  });
});

describe('negotiateLocale', () => {
  it('takes the language that a browser likes best among ours', () => {
    expect(negotiateLocale('ja,en-US;q=0.7,en;q=0.3')).toBe('ja');
    expect(negotiateLocale('fr-FR, en;q=0.4, ja;q=0.8')).toBe('ja');
    expect(negotiateLocale('en-GB,ja;q=0.9')).toBe('en');
  });

  it('falls back to English', () => {
    expect(negotiateLocale('')).toBe('en');
    expect(negotiateLocale('de, fr;q=0.9')).toBe('en');
    expect(negotiateLocale('ja;q=0')).toBe('en');
  });
});
