/** The verdict on a draft by a real Envoy. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { validateConfig } from '@/lib/envoy-check';
import { ANN, connected, MESH, openShop, ROUTE, split } from './testing/shop';

const binary = process.env.MESHKEEP_ENVOY ?? join(import.meta.dirname, '../../../.venv/bin/envoy');

it('is that Envoy takes what a draft of a weight and a timeout would send', async () => {
  const shop = await openShop();
  shop.groups.push({
    ...connected('front', 'f1'),
    profile: {
      dataplane: { mode: 'intercept' },
      envoyVersion: [1, 40],
      accessLog: { address: { host: '127.0.0.1', port: 1 }, samplePercent: 100 },
    },
  });
  shop.envoy.answer = (config) => validateConfig(config as Parameters<typeof validateConfig>[0], { binary });
  const { id } = await shop.drafts.create(ANN, MESH, { name: 'canary' });
  const { httpRoute } = split(95, 5);
  const spec = { httpRoute: { ...httpRoute, timeout: { perRequest: { unit: 's', value: 5 } } } };
  await shop.drafts.edit(ANN, { mesh: MESH, id }, [{ op: 'put', ref: ROUTE, spec }]);
  const { verdict } = await shop.drafts.plan(ANN, { mesh: MESH, id }, { verdict: true });
  expect(verdict).toEqual({
    state: 'accepted',
    checked: [{ kind: 'virtualNode', name: 'front' }],
    refusals: [],
    notChecked: [],
  });
  await shop.store.close();
});
