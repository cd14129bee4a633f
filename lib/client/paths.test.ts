import { describe, expect, it } from 'vitest';
import { KINDS, refKey } from '@/lib/model';
import { parseRef, paths, viewOf } from './paths';

describe('paths', () => {
  it('are these', () => {
    const select = { kind: 'route', parent: 'router', name: 'a route' } as const;
    expect({
      signIn: paths.signIn(),
      signInFrom: paths.signIn('/meshes/m?tab=x'),
      meshes: paths.meshes(),
      graph: paths.graph('my-mesh'),
      graphSelected: paths.graph('my-mesh', { select, tab: 'yaml' }),
      graphNew: paths.graph('my-mesh', { create: 'route', parent: 'router' }),
      resources: paths.resources('my-mesh', { kind: 'virtualNode', search: 'eks', problems: true }),
      proxies: paths.proxies('my-mesh', { proxy: 'p1' }),
      changes: paths.changes('my-mesh', { revision: 42 }),
      appMesh: paths.api.appMesh('CreateRoute'),
      snapshot: paths.api.snapshot('my-mesh'),
      proxyConfig: paths.api.proxyConfig('my-mesh', 'a/b'),
      revisions: paths.api.revisions('my-mesh', { before: 10, limit: 30 }),
      receipt: paths.api.receipt('my-mesh', 42),
      drafts: paths.drafts('my-mesh'),
      draft: paths.draft('my-mesh', 'd/1'),
      apiDrafts: paths.api.drafts('my-mesh', { applied: true }),
      draftPlan: paths.api.draftPlan('my-mesh', 'd/1', false),
      import: paths.import(),
      importInto: paths.import('my-mesh'),
      export: paths.export('my-mesh', { format: 'crd', select: { kind: 'virtualNode', name: 'a' }, draft: 'd1' }),
      events: paths.api.events('my-mesh'),
      eventsOfMeshes: paths.api.events(undefined),
    }).toMatchInlineSnapshot(`
      {
        "apiDrafts": "/api/meshkeep/meshes/my-mesh/drafts?applied=true",
        "appMesh": "/api/appmesh/CreateRoute",
        "changes": "/meshes/my-mesh/changes?revision=42",
        "draft": "/meshes/my-mesh/drafts/d%2F1",
        "draftPlan": "/api/meshkeep/meshes/my-mesh/drafts/d%2F1/plan?verdict=false",
        "drafts": "/meshes/my-mesh/drafts",
        "events": "/api/events?mesh=my-mesh",
        "eventsOfMeshes": "/api/events",
        "export": "/meshes/my-mesh/export?format=crd&select=virtualNode%2F%2Fa&draft=d1",
        "graph": "/meshes/my-mesh",
        "graphNew": "/meshes/my-mesh?new=route&parent=router",
        "graphSelected": "/meshes/my-mesh?select=route%2Frouter%2Fa%2520route&tab=yaml",
        "import": "/import",
        "importInto": "/meshes/my-mesh/import",
        "meshes": "/meshes",
        "proxies": "/meshes/my-mesh/proxies?proxy=p1",
        "proxyConfig": "/api/meshkeep/meshes/my-mesh/proxies/a%2Fb/config",
        "receipt": "/api/meshkeep/meshes/my-mesh/revisions/42/receipt",
        "resources": "/meshes/my-mesh/resources?kind=virtualNode&search=eks&problems=1",
        "revisions": "/api/meshkeep/meshes/my-mesh/revisions?before=10&limit=30",
        "signIn": "/sign-in",
        "signInFrom": "/sign-in?from=%2Fmeshes%2Fm%3Ftab%3Dx",
        "snapshot": "/api/meshkeep/meshes/my-mesh/snapshot",
      }
    `);
  });

  it('carry any name', () => {
    for (const name of ['a/b', 'メッシュ', 'x y', '100%', '?a=b#c', 'a&b']) {
      const url = new URL(paths.proxies(name), 'http://console');
      expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'meshes', name, 'proxies']);
      expect(url.search + url.hash).toBe('');
    }
  });
});

describe('parseRef', () => {
  it('reads what an address holds', () => {
    for (const ref of [
      { kind: 'virtualNode', name: 'a/b c' },
      { kind: 'route', parent: 'ルーター', name: '100%' },
    ] as const) {
      const params = new URL(paths.graph('m', { select: ref }), 'http://console').searchParams;
      expect(parseRef(params.get('select'), KINDS)).toEqual(ref);
    }
  });

  it('takes nothing that is no reference', () => {
    const good = refKey({ kind: 'virtualNode', name: 'a' });
    for (const text of [
      null,
      undefined,
      '',
      'virtualNode',
      'virtualNode/a',
      `x${good}`,
      `${good}/b`,
      'virtualNode//%E0%A4%A',
    ]) {
      expect(parseRef(text, KINDS)).toBeUndefined();
    }
  });
});

describe('viewOf', () => {
  it('is live, or the draft that the address names', () => {
    expect(viewOf(paths.graph('m'))).toEqual({});
    expect(viewOf(paths.graph('m', { draft: 'd/1', tab: 'x' }))).toEqual({ draft: 'd/1' });
    expect(viewOf(paths.resources('メッシュ', { draft: 'd', search: 'q' }))).toEqual({ draft: 'd' });
    expect(viewOf(paths.draft('m', 'd/1'))).toEqual({ draft: 'd/1' });
    expect(viewOf(paths.graph('m', { at: 12 }))).toEqual({ at: 12 });
    expect(viewOf(`${paths.graph('m')}?at=x`)).toEqual({});
  });

  it('is live on pages that show nothing else', () => {
    expect(viewOf(`${paths.proxies('m')}?draft=d`)).toEqual({});
    expect(viewOf(paths.drafts('m'))).toEqual({});
    expect(viewOf('/meshes?draft=d')).toEqual({});
  });
});
