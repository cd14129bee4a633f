import { describe, expect, it } from 'vitest';
import { setAt } from './spec-tree';
import { keepText, parseYaml, printYaml, unknownMembers } from './spec-yaml';

const SPEC = {
  listeners: [{ portMapping: { port: 8080, protocol: 'http' } }],
  serviceDiscovery: {
    awsCloudMap: { namespaceName: 'apps.local', serviceName: 'エコー', attributes: [{ key: 'on', value: 'yes' }] },
  },
  backends: [],
};

describe('form and YAML', () => {
  it('hold the same spec', () => {
    expect(parseYaml(printYaml(SPEC))).toEqual({ ok: true, spec: SPEC });
  });

  it('keep text that only looks like something else', () => {
    const spec = { a: 'true', b: '0123', c: '1e3', d: 'null', e: '- x', f: ' ', g: 'a: b', h: '2026-01-01' };
    expect(parseYaml(printYaml(spec))).toEqual({ ok: true, spec });
  });

  it('keep members that no form shows when a field is changed', () => {
    const parsed = parseYaml('listeners:\n  - portMapping: {port: 80, protocol: http}\n    later: {x: 1}\n');
    if (!parsed.ok) throw new Error('the text is good YAML');
    const text = printYaml(setAt(parsed.spec, ['listeners', 0, 'portMapping', 'port'], 81));
    expect(parseYaml(text)).toEqual({
      ok: true,
      spec: { listeners: [{ portMapping: { port: 81, protocol: 'http' }, later: { x: 1 } }] },
    });
  });

  it('read JSON too, and an empty text as an empty spec', () => {
    expect(parseYaml('{"priority": 1}')).toEqual({ ok: true, spec: { priority: 1 } });
    expect(parseYaml('# nothing yet\n')).toEqual({ ok: true, spec: {} });
    expect(printYaml({})).toBe('');
  });

  it('say in which line the text is broken', () => {
    expect(parseYaml('a: 1\nb: [1, 2\nc: 3\n')).toMatchObject({ ok: false, line: expect.any(Number) });
    expect(parseYaml('a: 1\na: 2\n')).toMatchObject({ ok: false, line: 2 });
    expect(parseYaml('- a\n')).toEqual({ ok: false, line: 1, message: '' });
  });

  it('are not stopped by a text that is too long or whose aliases would fill the memory', () => {
    expect(parseYaml(`a: ${'x'.repeat(5_000_000)}`)).toMatchObject({ ok: false, reason: 'too-large' });
    const line = (name: string, before: string) => `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
    const bomb = ['a: &a [x]', ...[...'bcdefghij'].map((name, i) => line(name, 'abcdefghi'[i] ?? ''))].join('\n');
    expect(parseYaml(bomb)).toMatchObject({ ok: false, reason: 'aliases' });
    expect(parseYaml('a: &a [1]\nb: *a\n')).toEqual({ ok: true, spec: { a: [1], b: [1] } });
  });

  it("keep a person's own text as long as it says the same, and its comments after a change in the form", () => {
    const text = '# canary\npriority:   1\n';
    expect(keepText(text, { priority: 1 })).toBe(text);
    expect(keepText(text, { priority: 2 })).toBe('# canary\npriority: 2\n');
  });
});

describe('unknownMembers', () => {
  it('finds what the API would drop, at any depth', () => {
    const spec = { ...SPEC, typo: 1, listeners: [{ portMapping: { port: 1, protocol: 'http', prot: 2 } }] };
    expect(unknownMembers('VirtualNodeSpec', spec)).toEqual(['listeners[0].portMapping.prot', 'typo']);
    expect(unknownMembers('VirtualNodeSpec', SPEC)).toEqual([]);
  });
});
