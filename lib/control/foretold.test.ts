/** What the plan of a draft foretells is what deliveries then do. */
import { expect, it } from 'vitest';
import { createDrafts, DEFAULT_QUOTAS } from '@/lib/service';
import { createTranslator } from '@/lib/translate';
import { HOME, MESH } from './testing/harness';
import { split, startSplitMesh } from './testing/split-mesh';

const CALLER = { ...HOME, role: 'editor', writer: { door: 'console', who: 'ann', userAgent: '' } } as const;
const ROUTE = { kind: 'route', parent: 'r', name: 'to-both' } as const;

it('names the proxies of the receipt and the types that they are pushed', async () => {
  const harness = await startSplitMesh();
  const front = await harness.loaded('front');
  await harness.loaded('front');
  const other = await harness.loaded('other');
  const drafts = createDrafts({
    store: harness.store,
    clock: { now: () => 1 },
    random: { uuid: () => 'a-draft' },
    quotas: DEFAULT_QUOTAS,
    observed: harness.control.observed,
    translator: createTranslator(),
    checkConfig: async () => ({ ok: true, message: '' }),
  });
  const target = { mesh: MESH, id: 'a-draft' };
  await drafts.create(CALLER, MESH, { name: 'halves' });
  await drafts.edit(CALLER, target, [{ op: 'put', ref: ROUTE, spec: { ...split(50, 50) } }]);
  const { effect } = await drafts.plan(CALLER, target, { verdict: false });
  const { revision } = await drafts.apply(CALLER, target, { confirm: true });
  const receipt = await harness.receipt(revision);
  expect(effect.proxies.map(({ id }) => id).sort()).toEqual(receipt?.proxies.map(({ id }) => id).sort());
  expect(effect.proxies).toHaveLength(2);
  const types = effect.nodes.flatMap(({ resources }) => resources.map(({ type }) => type));
  expect(front.pushes.map(({ type }) => type)).toEqual([...new Set(types)]);
  expect(other.pushes).toEqual([]);
});
