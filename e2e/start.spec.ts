/** `make start` on an empty data directory, as a newcomer uses it; what it runs is `scripts/start.ts`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { freePortRange } from '../demo/testing/free-ports';
import { expect, test } from './support/fixtures';
import { choose, openCreateForm, save } from './support/forms';

let folder: string;
let running: Started | undefined;
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'meshkeep-start-'));
});
test.afterAll(async () => {
  await running?.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Both programs, started as `make start` does. */
class Started {
  output = '';
  readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (this.output += String(text)));
    this.ended = new Promise((resolve) => child.once('close', resolve));
  }

  static with(dataDir: string, first: number): Started {
    const settings = {
      MESHKEEP_DATA_DIR: dataDir,
      MESHKEEP_CONSOLE_PORT: String(first),
      MESHKEEP_API_PORT: String(first + 1),
      MESHKEEP_XDS_PORT: String(first + 2),
    };
    const own = Object.entries(process.env).filter(([name]) => !/^(MESHKEEP_|NEXTAUTH_)/.test(name));
    const env = { ...Object.fromEntries(own), NODE_ENV: 'production' as const, ...settings };
    return new Started(spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], { env }));
  }

  async stop(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return this.ended;
  }
}

async function answering(page: Page, url: string): Promise<void> {
  await expect
    .poll(() =>
      page.request.get(url).then(
        (answer) => answer.status(),
        () => 0,
      ),
    )
    .toBe(200);
}

async function signIn(page: Page, url: string, name: string, password: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/meshes$/);
}

test('the first start prints how to get in; what is made then is there after a restart', async ({ page }) => {
  const dataDir = path.join(folder, 'data');
  const first = await freePortRange(3);
  const url = `http://127.0.0.1:${first}`;
  running = Started.with(dataDir, first);
  await answering(page, `${url}/sign-in`);
  const [, name = '', password = ''] = /name +(\S+)\s+password +(\S+)/.exec(running.output) ?? [];
  expect(running.output).toMatch(/access key MKIA\w{16}\s+secret +\w{40}/);
  expect(running.output).toContain(`console: ${url}`);

  await signIn(page, url, name, password);
  await page.getByRole('button', { name: 'Create mesh' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Create mesh' });
  await dialog.getByLabel('Name', { exact: true }).fill('first-mesh');
  await dialog.getByRole('button', { name: 'Review difference' }).click();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'This mesh is empty' })).toBeVisible();
  const panel = await openCreateForm(page, 'Virtual node', 'first-node');
  await panel.getByLabel('Port', { exact: true }).fill('8080');
  await choose(panel, 'Service discovery method', 'DNS');
  await panel.getByLabel('Hostname').fill('127.0.0.1');
  await save(panel);
  await expect(page.getByRole('button', { name: 'Virtual node first-node' })).toBeVisible();

  expect(await running.stop('SIGINT')).toBe(0);
  running = Started.with(dataDir, first);
  await answering(page, `${url}/sign-in`);
  expect(running.output).not.toContain('password');
  await page.goto(`${url}/meshes/first-mesh`);
  await expect(page.getByRole('button', { name: 'Virtual node first-node' }), 'still signed in').toBeVisible();
  expect(await running.stop('SIGTERM')).toBe(0);
});

test('a data directory that cannot be used ends both, with the reason and the setting', async () => {
  const file = path.join(folder, 'a-file');
  writeFileSync(file, '');
  running = Started.with(file, await freePortRange(3));
  expect(await running.ended).toBe(1);
  expect(running.output).toContain('MESHKEEP_DATA_DIR');
  expect(running.output).not.toContain('console:');
});
