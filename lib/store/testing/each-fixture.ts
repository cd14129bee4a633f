import { afterEach, beforeEach } from 'vitest';
import type { OpenFixture, StoreFixture } from './fixture';

/** Opens a fresh fixture before each test of the surrounding `describe`, and disposes of it afterwards. */
export function eachFixture(open: OpenFixture): () => StoreFixture {
  let fixture: StoreFixture | undefined;
  beforeEach(async () => {
    fixture = await open();
  });
  afterEach(async () => {
    await fixture?.dispose();
    fixture = undefined;
  });
  return () => {
    if (!fixture) throw new Error('no fixture is open outside a test');
    return fixture;
  };
}
