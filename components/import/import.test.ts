import { describe, expect, it } from 'vitest';
import { type MeshResource, readImport } from '@/lib/formats';
import type { DraftEdit, ImportAnswer } from '@/lib/model';
import { countFates, editsOf, meshesOf, planImport, portions } from './selection';
import { allFrom, oneForEachFile, sortTodos, twinFiles } from './todo-list';

const node = (name: string, hostname: string, mesh = 'files') =>
  JSON.stringify({ meshName: mesh, virtualNodeName: name, spec: { serviceDiscovery: { dns: { hostname } } } });
const read = (texts: readonly string[], values = {}): ImportAnswer =>
  readImport({ files: texts.map((text, i) => ({ name: `${i}.json`, text })), values });
const spec = (hostname: string) => ({ serviceDiscovery: { dns: { hostname } } });
const live = (name: string, hostname: string): MeshResource => ({
  kind: 'virtualNode',
  name,
  spec: spec(hostname),
  tags: [],
});
const shop = (...resources: MeshResource[]) => ({ source: 'files', mesh: 'shop', live: resources });
/** A placeholder: a dollar sign and a name in braces. */
const gap = (name: string) => `\${${name}}`;
const NOTHING = { twins: {}, clashes: {} };

describe('planImport', () => {
  it('adds, leaves what is the same, and asks where the mesh has another', () => {
    const answer = read([node('a', 'a'), node('b', 'b'), node('c', 'c')]);
    const mesh = shop(live('b', 'b'), live('c', 'other'));
    const fates = (clashes: Record<string, 'replace' | 'keep'>) =>
      planImport(answer, mesh, { twins: {}, clashes }).map(({ fate }) => fate);
    expect(fates({})).toEqual(['add', 'same', 'undecided']);
    expect(fates({ 'virtualNode//c': 'replace' })).toEqual(['add', 'same', 'replace']);
    expect(fates({ 'virtualNode//c': 'keep' })).toEqual(['add', 'same', 'keep']);
  });

  it('waits for values, but not for the name of the mesh, which the target gives', () => {
    const answer = read([node('a', `a.${gap('DOMAIN')}`, gap('MESH')), node('b', 'b', gap('MESH'))]);
    const planned = planImport(answer, { source: gap('MESH'), mesh: 'shop', live: [] }, NOTHING);
    expect(planned.map(({ fate, waitsFor }) => [fate, waitsFor])).toEqual([
      ['waits', ['DOMAIN']],
      ['add', []],
    ]);
  });

  it('takes one of two definitions once somebody chose', () => {
    const answer = read([node('a', 'one'), node('a', 'two')]);
    expect(planImport(answer, shop(), NOTHING)).toEqual([]);
    const { twins } = sortTodos(answer.todo, () => false);
    const second = twins[0]?.all[1]?.number ?? -1;
    const planned = planImport(answer, shop(), { twins: { 'virtualNode//a': second }, clashes: {} });
    expect(planned).toMatchObject([{ fate: 'add', spec: spec('two') }]);
    expect(meshesOf(answer)).toEqual(['files']);
  });

  it('leaves other meshes of the files alone', () => {
    const answer = read([node('a', 'a'), node('b', 'b', 'elsewhere')]);
    expect(meshesOf(answer)).toEqual(['files', 'elsewhere']);
    expect(planImport(answer, shop(), NOTHING).map(({ ref }) => ref.name)).toEqual(['a']);
  });
});

describe('edits', () => {
  it('hold what is added and replaced, tags only of what is added', () => {
    const tagged = JSON.stringify({ ...JSON.parse(node('a', 'a')), tags: [{ key: 'k', value: 'v' }] });
    const other = JSON.stringify({ ...JSON.parse(node('c', 'c')), tags: [{ key: 'k', value: 'v' }] });
    const answer = read([tagged, node('b', 'b'), other, '{"meshName":"files"}']);
    const clashes = { 'virtualNode//c': 'replace' as const };
    const planned = planImport(answer, shop(live('b', 'b'), live('c', 'x')), { twins: {}, clashes });
    expect(countFates(planned)).toMatchObject({ add: 2, replace: 1, same: 1 });
    expect(editsOf(planned)).toEqual([
      { op: 'put', ref: { kind: 'virtualNode', name: 'a' }, spec: spec('a'), tags: [{ key: 'k', value: 'v' }] },
      { op: 'put', ref: { kind: 'virtualNode', name: 'c' }, spec: spec('c') },
    ]);
  });

  it('go in portions that the API takes, none lost', () => {
    const edit = (i: number, size: number): DraftEdit => ({
      op: 'put',
      ref: { kind: 'virtualNode', name: `n${i}` },
      spec: { x: 'é'.repeat(size) },
    });
    const many = portions(Array.from({ length: 1201 }, (_, i) => edit(i, 1)));
    expect(many.map(({ length }) => length)).toEqual([500, 500, 201]);
    const large = Array.from({ length: 5 }, (_, i) => edit(i, 100_000));
    expect(portions(large).flat()).toEqual(large);
    for (const portion of portions(large)) expect(Buffer.byteLength(JSON.stringify(portion))).toBeLessThan(1024 * 1024);
    expect(portions([])).toEqual([]);
  });
});

describe('variants of one mesh in several files', () => {
  it('are chosen file by file', () => {
    const answer = read([`${node('a', '1')}${node('b', '1')}`, `${node('a', '2')}${node('b', '2')}`, node('a', '3')]);
    const { twins } = sortTodos(answer.todo, () => false);
    expect(twinFiles(twins)).toEqual([
      { file: '0.json', count: 2 },
      { file: '1.json', count: 2 },
      { file: '2.json', count: 1 },
    ]);
    const planned = planImport(answer, shop(), { twins: allFrom(twins, '1.json'), clashes: {} });
    expect(planned.map(({ spec: own }) => own)).toEqual([spec('2'), spec('2')]);
  });
});

describe('sortTodos', () => {
  it('asks once for a value that several files want, and first for what has no proposal', () => {
    const answer = read(['{"spec":{"provider":{}}}', node('a', gap('D')), node('b', gap('D'))]);
    const { asks } = sortTodos(answer.todo, () => false);
    expect(asks.map(({ variable, proposal, places }) => [variable, proposal, places.length])).toEqual([
      ['D', undefined, 2],
      ['meshName', 'files', 1],
      ['0.json: virtualServiceName', '0', 1],
    ]);
  });

  it('asks for each file where somebody says that it differs, and takes the answers', () => {
    const texts = [node('a', gap('D')), node('b', gap('D'))];
    const [ask] = sortTodos(read(texts).todo, () => false).asks;
    const each = ask ? oneForEachFile(ask) : [];
    expect(each.map(({ variable, places }) => [variable, places.length])).toEqual([
      ['0.json: D', 1],
      ['1.json: D', 1],
    ]);
    const answer = read(texts, Object.fromEntries(each.map(({ variable }, i) => [variable, `host-${i}`])));
    expect(planImport(answer, shop(), NOTHING).map(({ spec: own }) => own)).toEqual([spec('host-0'), spec('host-1')]);
  });

  it('drops what leads to something that the mesh has', () => {
    const provider = { virtualNode: { virtualNodeName: 'n' } };
    const text = JSON.stringify({ meshName: 'files', virtualServiceName: 's', spec: { provider } });
    const { todo } = read([text]);
    expect(sortTodos(todo, () => false).others).toMatchObject([{ kind: 'dangling' }]);
    const has = sortTodos(todo, ({ kind, name }) => kind === 'virtualNode' && name === 'n');
    expect(has).toEqual({ asks: [], twins: [], others: [], notes: [] });
  });
});
