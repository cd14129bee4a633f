import { rmSync } from 'node:fs';
import path from 'node:path';
import { startDemo } from '../../demo/demo';
import { explicitDataPlane } from '../../demo/explicit';
import { readSettings } from '../../demo/settings';
import { freePortRange } from '../../demo/testing/free-ports';

/** Where the workers of Playwright find the running demo. */
export const DEMO_FILE = 'MESHKEEP_E2E_DEMO';

/**
 * Starts the demo with an empty store on free ports; the answer stops it. With MESHKEEP_E2E_DEMO set to the JSON file of
 * a demo that runs already, that one is used: quick while writing a test, but its mesh keeps what tests did to it.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env[DEMO_FILE]) return async () => {};
  const first = await freePortRange(27);
  const dir = path.resolve('.cache/e2e/demo');
  rmSync(dir, { recursive: true, force: true });
  const settings = readSettings({
    ...process.env,
    MESHKEEP_DEMO_DIR: dir,
    MESHKEEP_CONSOLE_PORT: String(first),
    MESHKEEP_API_PORT: String(first + 1),
    MESHKEEP_XDS_PORT: String(first + 2),
    MESHKEEP_DEMO_BASE_PORT: String(first + 3),
  });
  const demo = await startDemo(settings, explicitDataPlane(settings), { onFailure: (error) => console.error(error) });
  process.env[DEMO_FILE] = `${dir}.json`;
  return () => demo.stop();
}
