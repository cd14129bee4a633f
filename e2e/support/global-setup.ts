import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
  const demo = await atHome(`${dir}-home`, () =>
    startDemo(settings, explicitDataPlane(settings), { onFailure: (error) => console.error(error) }),
  );
  process.env[DEMO_FILE] = `${dir}.json`;
  return () => demo.stop();
}

/** Name of the profile by which the control plane of the tests may speak to an AWS emulator. */
export const AWS_PROFILE = 'e2e';

/** Runs the demo with a home directory of its own, where the files of ~/.aws are. */
async function atHome<T>(home: string, start: () => Promise<T>): Promise<T> {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(path.join(home, '.aws'), { recursive: true });
  const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example\n';
  writeFileSync(path.join(home, '.aws/credentials'), `[${AWS_PROFILE}]\n${keys}`);
  const before = process.env.HOME;
  process.env.HOME = home;
  try {
    return await start();
  } finally {
    process.env.HOME = before;
  }
}
