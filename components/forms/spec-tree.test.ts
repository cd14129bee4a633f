import { describe, expect, it } from 'vitest';
import { getAt, sameTree, setAt } from './spec-tree';

describe('setAt', () => {
  it('makes what is missing on the way, lists included', () => {
    expect(setAt({}, ['listeners', 0, 'portMapping', 'port'], 80)).toEqual({
      listeners: [{ portMapping: { port: 80 } }],
    });
  });

  it('shares what it does not touch and keeps the order of members', () => {
    const spec = { a: { x: 1 }, b: { y: 2 } };
    const next = setAt(spec, ['a', 'x'], 5);
    expect(Object.keys(next)).toEqual(['a', 'b']);
    expect(next.b).toBe(spec.b);
    expect(spec.a.x).toBe(1);
  });

  it('takes out what was left empty, but not what must stay', () => {
    const spec = { logging: { accessLog: { file: { path: '/dev/stdout' } } }, httpRoute: { match: { prefix: '/' } } };
    expect(setAt(spec, ['logging', 'accessLog', 'file', 'path'], undefined)).toEqual({ httpRoute: spec.httpRoute });
    expect(setAt(spec, ['httpRoute', 'match', 'prefix'], undefined, 2)).toEqual({ ...spec, httpRoute: { match: {} } });
  });

  it('leaves members that no form knows', () => {
    const spec = { listeners: [{ portMapping: { port: 80 }, futureThing: { a: [1] } }] };
    expect(setAt(spec, ['listeners', 0, 'portMapping', 'port'], 81)).toEqual({
      listeners: [{ portMapping: { port: 81 }, futureThing: { a: [1] } }],
    });
  });

  it('takes an element out of a list', () => {
    expect(setAt({ ports: [1, 2, 3] }, ['ports', 1], undefined)).toEqual({ ports: [1, 3] });
  });
});

describe('getAt', () => {
  it('reads, and ends quietly where something is missing', () => {
    expect(getAt({ a: [{ b: 1 }] }, ['a', 0, 'b'])).toBe(1);
    expect(getAt({ a: 'text' }, ['a', 'length', 'x'])).toBeUndefined();
  });
});

describe('sameTree', () => {
  it('compares by content, not by the order of members', () => {
    expect(sameTree({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
    expect(sameTree({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(sameTree([1], { 0: 1 })).toBe(false);
    expect(sameTree({ a: null }, { a: {} })).toBe(false);
  });
});
