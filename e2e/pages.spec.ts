import { expect, test } from './support/fixtures';

test('a mesh is created in the console, starts empty, and is deleted again', async ({ console: page }) => {
  const name = `orders-${process.pid}`;
  await page.goto('/meshes');
  await page.getByRole('button', { name: 'Create mesh' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create mesh' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Review difference' }).click();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'This mesh is empty' })).toBeVisible();

  await page.goto('/meshes');
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('link', { name, exact: true })).toBeHidden();
});

test('the proxies page shows every Envoy with its state and version', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}/proxies`);
  for (const { name } of demo.proxies) {
    await expect(page.getByRole('row').filter({ hasText: name }).first()).toBeVisible();
  }
  await expect(page.getByText('1 current')).toHaveCount(demo.proxies.length);
});

test('the history tells who made the mesh, and by which door', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}/changes`);
  await expect(page.getByRole('row').filter({ hasText: 'CLI/SDK' }).first()).toBeVisible();
});

test('an address of nothing says so', async ({ console: page }) => {
  await page.goto('/meshes/there-is-no-such-mesh');
  await expect(page.getByText('There is no mesh named there-is-no-such-mesh.')).toBeVisible();
});
