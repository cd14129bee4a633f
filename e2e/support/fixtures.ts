import { readFileSync } from 'node:fs';
import { AppMeshClient } from '@aws-sdk/client-app-mesh';
import { test as base, type Page } from '@playwright/test';
import type { DemoInfo } from '../../demo/demo';
import { DEMO_FILE } from './global-setup';

interface Fixtures {
  /** How to reach the running demo. */
  demo: DemoInfo;
  /** Another client of the same control plane, as an SDK user is. */
  appMesh: AppMeshClient;
  /** A page that is signed in as the administrator. */
  console: Page;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from a destructured parameter
  demo: async ({}, use) => use(JSON.parse(readFileSync(process.env[DEMO_FILE] ?? '', 'utf8'))),
  baseURL: async ({ demo }, use) => use(demo.consoleUrl),
  appMesh: async ({ demo }, use) => {
    const { accessKeyId, secretAccessKey } = demo;
    const credentials = { accessKeyId, secretAccessKey };
    const client = new AppMeshClient({ endpoint: demo.apiUrl, region: 'us-east-1', credentials });
    await use(client);
    client.destroy();
  },
  console: async ({ page, demo }, use) => {
    await signIn(page, demo);
    await use(page);
  },
});

/** Signs in by the form, as a person does. */
export async function signIn(
  page: Page,
  { username, password }: Pick<DemoInfo, 'username' | 'password'>,
): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/meshes/);
}

export { expect } from '@playwright/test';
