import { describe, expect, it } from 'vitest';
import type { Caller } from './caller';
import { createMeshSettings } from './mesh-settings';

const mesh = { account: '000000000000', region: 'us-east-1', mesh: 'm' };
const caller = (role: Caller['role']): Caller => ({
  account: mesh.account,
  region: mesh.region,
  role,
  writer: { door: 'console', who: 'ann', userAgent: '' },
});

describe('settings of a mesh', () => {
  it('are changed by administrators only: nobody else reaches the store', async () => {
    const unreachable = () => Promise.reject(new Error('the store was asked'));
    const store = { read: unreachable, write: unreachable } as unknown as Parameters<
      typeof createMeshSettings
    >[0]['store'];
    const settings = createMeshSettings({ store, clock: { now: () => 1 } });
    for (const role of ['editor', 'viewer', 'console'] as const) {
      await expect(settings.change(caller(role), mesh, { production: true })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    await expect(settings.change(caller('administrator'), mesh, { production: true })).rejects.toThrow(/was asked/);
  });
});
