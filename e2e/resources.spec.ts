import { callThrough } from '../demo/testing/requests';
import { type RunningApp, startApp } from '../demo/testing/start-app';
import { expect, signIn, test } from './support/fixtures';
import { choose, openCreateForm, save } from './support/forms';

/** Of this run alone, so that it also works with a demo that ran before. */
const tea = `tea-${process.pid}`;
let app: RunningApp;
test.beforeAll(async () => {
  app = await startApp({ APP_NAME: tea, APP_VERSION: 'v1' });
});
test.afterAll(() => app.stop());

test('create node, router, route and service in the console, and call it', async ({ console: page, demo, browser }) => {
  const frontend = demo.frontends.find(({ name }) => name === 'eks-frontend');
  if (!frontend) throw new Error('the demo has no eks-frontend');
  const graph = `${demo.consoleUrl}/meshes/${demo.mesh}`;
  await page.goto(graph);
  await expect(page.getByRole('button', { name: 'Virtual node eks-frontend' })).toBeVisible();

  const other = await (await browser.newContext({ baseURL: demo.consoleUrl })).newPage();
  await signIn(other, demo);
  await other.goto(graph);
  await expect(other.getByRole('button', { name: 'Virtual node eks-frontend' })).toBeVisible();

  await test.step('a virtual node', async () => {
    const panel = await openCreateForm(page, 'Virtual node', `${tea}-v1`);
    await panel.getByLabel('Port', { exact: true }).fill(String(app.port));
    await choose(panel, 'Service discovery method', 'DNS');
    await panel.getByLabel('Hostname').fill('127.0.0.1');
    await save(panel);
    await expect(page.getByRole('button', { name: `Virtual node ${tea}-v1` })).toBeVisible();
  });

  await test.step('a virtual router', async () => {
    await save(await openCreateForm(page, 'Virtual router', `${tea}-router`));
    await expect(page.getByRole('button', { name: `Virtual router ${tea}-router` })).toBeVisible();
  });

  await test.step('a route', async () => {
    await page.getByRole('button', { name: `Virtual router ${tea}-router` }).click();
    const panel = page.getByRole('complementary', { name: /^Selection/ });
    await panel.getByRole('button', { name: 'Add route' }).click();
    await panel.getByLabel('Name', { exact: true }).fill(`${tea}-route`);
    await panel.getByRole('combobox', { name: 'Virtual node' }).fill(`${tea}-v1`);
    await save(panel);
    await expect(page.getByRole('button', { name: new RegExp(`^Route ${tea}-route`) })).toBeVisible();
  });

  await test.step('a virtual service', async () => {
    const panel = await openCreateForm(page, 'Virtual service', `${tea}.local`);
    await choose(panel, 'Provider', 'Virtual router');
    await panel.getByLabel('Virtual router name').fill(`${tea}-router`);
    await save(panel);
    await expect(page.getByRole('button', { name: `Virtual service ${tea}.local` })).toBeVisible();
  });

  await test.step('a second browser sees it appear without reload', async () => {
    await expect(other.getByRole('button', { name: `Virtual service ${tea}.local` })).toBeVisible();
    await expect(other.getByRole('button', { name: new RegExp(`^Route ${tea}-route`) })).toBeVisible();
    await other.context().close();
  });

  await test.step('the frontend gets it as a backend, and calls it', async () => {
    expect((await callThrough(frontend.url, `${tea}.local`)).status).toBe(404);
    await page.getByRole('button', { name: 'Virtual node eks-frontend' }).click();
    const panel = page.getByRole('complementary', { name: /^Selection/ });
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByRole('button', { name: 'Add backend' }).click();
    await panel.getByLabel('Virtual service name').last().fill(`${tea}.local`);
    await save(panel);
    await expect
      .poll(() => callThrough(frontend.url, `${tea}.local`))
      .toEqual({ status: 200, app: tea, version: 'v1' });
  });
});
