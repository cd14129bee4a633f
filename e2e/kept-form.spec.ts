import { expect, test } from './support/fixtures';
import { openCreateForm } from './support/forms';

test('what is being entered is there after a reload', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}`);
  const panel = await openCreateForm(page, 'Virtual node', 'half-written');
  await panel.getByLabel('Port', { exact: true }).fill('9091');
  await page.reload();
  await expect(panel.getByText('What you had entered here before was kept.')).toBeVisible();
  await expect(panel.getByLabel('Name', { exact: true })).toHaveValue('half-written');
  await expect(panel.getByLabel('Port', { exact: true })).toHaveValue('9091');
});
