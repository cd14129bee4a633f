import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editYaml } from './edit-yaml';
import type { SpecTree } from './spec-tree';
import { keepText, parseYaml, printYaml } from './spec-yaml';

const TEXT = `# who owns this
listeners:
  - portMapping:
      port: 8080 # the app
      protocol: http
  # the second one
  - portMapping: { port: 9090, protocol: "grpc" } # admin
future: { kept: yes } # the form does not know it
backends:
  - virtualService: { virtualServiceName: a.local } # first
  - virtualService: { virtualServiceName: b.local } # second
`;

const spec = () => {
  const parsed = parseYaml(TEXT);
  if (!parsed.ok) throw new Error(parsed.message);
  return structuredClone(parsed.spec) as SpecTree & {
    listeners: { portMapping: { port: number } }[];
    backends: unknown[];
  };
};

describe('editYaml', () => {
  it('changes one value and leaves comments, order and spelling of the rest', () => {
    const changed = spec();
    (changed.listeners[0] as { portMapping: { port: number } }).portMapping.port = 8081;
    expect(editYaml(TEXT, changed)).toBe(TEXT.replace('8080', '8081'));
  });

  it('takes an element out of a list with its own comment only', () => {
    const changed = spec();
    changed.backends.splice(0, 1);
    const text = editYaml(TEXT, changed) ?? '';
    expect(text).toContain('b.local } # second');
    expect(text).not.toContain('first');
    expect(text).toContain('# who owns this');
  });

  it('adds members and elements at the end', () => {
    const changed = { ...spec(), logging: { accessLog: { file: { path: '/dev/stdout' } } } };
    changed.backends.push({ virtualService: { virtualServiceName: 'c.local' } });
    const text = editYaml(TEXT, changed) ?? '';
    expect(text).toContain('# the second one');
    expect(parseYaml(text)).toEqual({ ok: true, spec: changed });
  });

  it('gives up where an anchor stands for several places', () => {
    expect(editYaml('a: &x { b: 1 }\nc: *x\n', { a: { b: 2 }, c: { b: 1 } })).toBeUndefined();
    expect(keepText('a: &x { b: 1 }\nc: *x\n', { a: { b: 2 } })).toBe(printYaml({ a: { b: 2 } }));
  });

  it('always says the spec that is wanted, whatever the text said', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    const { tree } = fc.letrec((tie) => ({
      tree: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('value') as fc.Arbitrary<unknown>, { maxKeys: 4 }),
      value: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('value') as fc.Arbitrary<unknown>, { maxLength: 4 }),
        tie('tree') as fc.Arbitrary<unknown>,
      ),
    }));
    fc.assert(
      fc.property(tree as fc.Arbitrary<SpecTree>, tree as fc.Arbitrary<SpecTree>, (before, after) => {
        expect(parseYaml(keepText(printYaml(before), after))).toEqual({ ok: true, spec: after });
      }),
    );
  });
});
