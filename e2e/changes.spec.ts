import { expect, test } from './support/fixtures';
import { move } from './support/routes';

test('the history is filtered, two revisions are compared, and the graph is shown as it was', async ({
  console: page,
  demo,
  appMesh,
}) => {
  await move(appMesh, demo.mesh, 70);
  await move(appMesh, demo.mesh, 100);

  await test.step('a filter stands in the address and survives loading again', async () => {
    await page.goto(`/meshes/${demo.mesh}/changes`);
    await page.getByRole('combobox', { name: 'Kind of resource' }).click();
    await page.getByRole('option', { name: 'Route', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search names and messages' }).fill('eks-backend-route');
    await expect(page).toHaveURL(/kind=route.*text=eks-backend-route/);
    await expect(page.getByRole('row').filter({ hasText: 'eks-backend-route' }).first()).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Virtual node' })).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('searchbox', { name: 'Search names and messages' })).toHaveValue('eks-backend-route');
    await page.getByRole('searchbox', { name: 'Search names and messages' }).fill('nothing has this name');
    await expect(page.getByText('No change matches')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'eks-backend-route' }).first()).toBeVisible();
  });

  await test.step('any two revisions are compared', async () => {
    await page.getByRole('button', { name: 'Compare revisions' }).click();
    const compared = page.getByRole('region', { name: 'Compare revisions' });
    await expect(compared.getByText('1 resource differs')).toBeVisible();
    await expect(compared).toContainText('weight: 70');
    await expect(compared).toContainText('weight: 100');
    await compared.getByRole('button', { name: 'End the comparison' }).click();
    await expect(compared).toBeHidden();
  });

  await test.step('the graph as it was: old weights, nothing to edit, and the way back', async () => {
    await page
      .getByRole('button', { name: /^Show the difference/ })
      .nth(1)
      .click();
    await page.getByRole('link', { name: 'Graph as it was' }).click();
    await expect(page.getByRole('banner').getByText(/^Revision \d+ · read only$/)).toBeVisible();
    await page.getByRole('button', { name: /^Route eks-backend-route/ }).click();
    await expect(page.getByLabel('Weight of eks-backend-v1')).toHaveValue('70');
    await expect(page.getByLabel('Weight of eks-backend-v1')).toBeDisabled();
    await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Live' }).click();
    await expect(page.getByLabel('Weight of eks-backend-v1')).toHaveValue('100');
    await expect(page.getByLabel('Weight of eks-backend-v1')).toBeEnabled();
  });
});

test('変更履歴: 絞り込み、比較、当時のグラフ (日本語)', async ({ console: page, demo, appMesh }) => {
  await move(appMesh, demo.mesh, 60);
  await move(appMesh, demo.mesh, 100);
  await page.context().addCookies([{ name: 'meshkeep-locale', value: 'ja', url: demo.consoleUrl }]);
  await page.goto(`/meshes/${demo.mesh}/changes?kind=route`);
  await expect(page.getByRole('heading', { name: '変更履歴' })).toBeVisible();
  await page.getByRole('button', { name: 'リビジョンの比較' }).click();
  await expect(page.getByText('異なるリソース 1件')).toBeVisible();
  await page.getByRole('button', { name: '比較を終了' }).click();
  await page
    .getByRole('button', { name: /の差分を表示$/ })
    .nth(1)
    .click();
  await page.getByRole('link', { name: '当時のグラフ' }).click();
  await expect(page.getByRole('banner').getByText(/^リビジョン \d+ · 閲覧のみ$/)).toBeVisible();
});
