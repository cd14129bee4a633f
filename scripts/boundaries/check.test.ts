import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBoundaries } from './check';
import { PURE_ROOMS, ROOMS } from './rooms';

const repository = path.resolve(import.meta.dirname, '../..');

/** A small house with one file per room; `planted` files are laid over it. */
function plant(root: string, planted: Record<string, string>): void {
  for (const room of Object.keys(ROOMS))
    write(root, `lib/${room}/index.ts`, `export const ${room.replace('-', '')} = 1;\n`);
  write(root, 'lib/store/types.ts', 'export const deep = 1;\n');
  write(
    root,
    'components/card.tsx',
    'import { client } from \'@/lib/client\';\nexport const Card = () => <b title="x">{client}</b>;\n',
  );
  write(root, 'app/page.tsx', "import { Card } from '@/components/card';\nexport const Page = () => <Card />;\n");
  for (const [file, text] of Object.entries(planted)) write(root, file, text);
}

function write(root: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** Each planted file must raise exactly the named rule. */
const BREACHES: [rule: string, file: string, text: string][] = [
  ['room-translate', 'lib/translate/a.ts', "export * from '@/lib/store';\n"],
  [
    'room-graph',
    'lib/graph/a.ts',
    "import type { translate } from '@/lib/translate';\nexport type A = typeof translate;\n",
  ],
  ['room-xds', 'lib/xds/a.ts', "export const a = () => import('@/lib/store');\n"],
  ['room-api', 'lib/api/a.ts', "export * from '@/lib/store';\n"],
  ['room-discovery', 'lib/discovery/a.ts', "export * from '@/lib/store';\n"],
  ['room-service', 'lib/service/a.ts', "export * from '@/lib/control';\n"],
  ['no-deep-import', 'lib/service/b.ts', "export * from '@/lib/store/types';\n"],
  ['no-deep-import-from-outside', 'demo/a.ts', "export * from '@/lib/store/types';\n"],
  ['pure-no-node-model', 'lib/model/a.ts', "export { readFileSync } from 'node:fs';\n"],
  ['pure-packages-access', 'lib/access/a.ts', "export { z } from 'zod';\n"],
  ['browser-client', 'lib/client/a.ts', "export { readFileSync } from 'node:fs';\n"],
  [
    'components-imports',
    'components/a.tsx',
    "import { service } from '@/lib/service';\nexport const A = () => <i>{service}</i>;\n",
  ],
  ['components-run-in-the-browser', 'components/b.tsx', "export { readFileSync } from 'node:fs';\n"],
  ['app-imports', 'app/a.tsx', "export * from '@/lib/store';\n"],
  ['lib-knows-no-screen', 'lib/client/b.ts', "export * from '@/components/card';\n"],
  ['no-test-helper-in-production', 'lib/metrics/a.ts', "export { it } from 'vitest';\n"],
  ['not-resolvable', 'lib/metrics/b.ts', "export * from './nowhere';\n"],
  ['file-too-long', 'lib/store/long.ts', 'export {};\n'.repeat(501)],
  ['unlisted-room', 'lib/attic/index.ts', 'export const attic = 1;\n'],
];

describe('boundaries', () => {
  let root: string;

  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'meshkeep-boundaries-'));
    symlinkSync(path.join(repository, 'node_modules'), path.join(root, 'node_modules'));
    write(root, 'package.json', readFileSync(path.join(repository, 'package.json'), 'utf8'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('passes a house that keeps the rules, having read every room', async () => {
    plant(root, {});
    const report = await checkBoundaries(root);
    expect(report.breaches).toEqual([]);
    expect(report.rooms).toEqual(Object.keys(ROOMS));
    expect(report.modules).toBe(Object.keys(ROOMS).length + 3);
  }, 60_000);

  it('catches each planted breach', async () => {
    plant(root, Object.fromEntries(BREACHES.map(([, file, text]) => [file, text])));
    const { breaches } = await checkBoundaries(root);
    for (const [rule, file] of BREACHES) {
      const where = rule === 'unlisted-room' ? 'lib/attic' : `${file} →`;
      expect(breaches, `${rule} by ${file}`).toContainEqual(expect.stringContaining(`${rule}: ${where}`));
    }
  }, 60_000);
});

describe('purity', () => {
  it('is asked of the very rooms that the table calls pure', () => {
    const biome = JSON.parse(readFileSync(path.join(repository, 'biome.json'), 'utf8'));
    const override = biome.overrides.find((entry: { plugins?: string[] }) => entry.plugins?.length);
    const rooms = override.includes.filter((glob: string) => glob.startsWith('lib/'));
    expect(rooms.toSorted()).toEqual(
      PURE_ROOMS.filter((room) => room !== 'envoy-api')
        .map((room) => `lib/${room}/**`)
        .toSorted(),
    );
  });
});
