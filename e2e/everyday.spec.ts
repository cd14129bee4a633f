/** What one does all day: find things by typing, look words up, edit tags, look into a proxy. */
import { DescribeVirtualNodeCommand, UpdateVirtualNodeCommand } from '@aws-sdk/client-app-mesh';
import { expect, test } from './support/fixtures';

test('the palette leads to a resource, a page and another language by keyboard alone', async ({
  console: page,
  demo,
}) => {
  await page.goto(`/meshes/${demo.mesh}`);
  const dialog = page.getByRole('dialog', { name: 'Search or run a command' });
  const search = dialog.getByRole('combobox');
  const find = async (words: string) => {
    await page.keyboard.press('Control+k');
    await search.fill(words);
    await expect(dialog.getByRole('option').first()).toBeVisible();
  };
  await test.step('a resource', async () => {
    await find('node eks-backend-v1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: 'Selection: eks-backend-v1' })).toBeVisible();
    await expect(page).toHaveURL(/select=virtualNode/);
  });
  await test.step('a page, and back', async () => {
    await find('proxies');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/proxies$/);
    await page.goBack();
    await expect(page).toHaveURL(/select=virtualNode/);
  });
  await test.step('nothing', async () => {
    await page.keyboard.press('Control+k');
    await search.fill('no such thing anywhere');
    await expect(dialog.getByText('Nothing is called “no such thing anywhere”.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });
  await test.step('the language', async () => {
    await find('日本語');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: '検索またはコマンド' }).getByRole('combobox').fill('ﾌﾟﾛｷｼ');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'プロキシ' })).toBeVisible();
  });
});

test('help marks lead to the word in the glossary', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}/changes`);
  await page.getByRole('link', { name: 'What does Revision mean?' }).click();
  await expect(page.getByRole('heading', { name: 'Glossary' })).toBeVisible();
  await expect(page).toHaveURL(/\/help#revision$/);
  await expect(page.locator('[aria-current=location]')).toContainText('The counter of a mesh.');
  await expect(page.getByRole('img', { name: /call a virtual service/ })).toBeVisible();
});

test('tags are edited, kept, and stand in the history', async ({ console: page, demo }) => {
  const tag = `team-${process.pid}`;
  await page.goto(`/meshes/${demo.mesh}?select=virtualNode//ecs-backend-v1`);
  const panel = page.getByRole('complementary', { name: 'Selection: ecs-backend-v1' });
  await panel.getByRole('button', { name: 'Edit tags' }).click();
  await panel.getByRole('textbox', { name: 'Key' }).last().fill(tag);
  await panel.getByRole('textbox', { name: 'Value' }).last().fill('注文');
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(panel.getByText(`${tag}: 注文`)).toBeVisible();
  await page.reload();
  await expect(panel.getByText(`${tag}: 注文`)).toBeVisible();
  await panel.getByRole('button', { name: 'Edit tags' }).click();
  await panel.getByRole('button', { name: `Remove ${tag}` }).click();
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByText(`${tag}: 注文`)).toBeVisible();
  await page.goto(`/meshes/${demo.mesh}/changes`);
  await page
    .getByRole('button', { name: /^Show the difference/ })
    .first()
    .click();
  await expect(page.getByText(`${tag}: 注文`)).toBeVisible();
  await expect(page.getByText('Only tags differ.')).toBeVisible();
});

test('what a proxy refused stands beside what it still runs, and can be searched', async ({
  console: page,
  demo,
  appMesh,
}) => {
  const node = { meshName: demo.mesh, virtualNodeName: 'ecs-frontend' };
  const { virtualNode } = await appMesh.send(new DescribeVirtualNodeCommand(node));
  const spec = virtualNode?.spec ?? {};
  const logging = { accessLog: { file: { path: '/no/such/folder/access.log' } } };
  await appMesh.send(new UpdateVirtualNodeCommand({ ...node, spec: { ...spec, logging } }));
  try {
    await page.goto(`/meshes/${demo.mesh}/proxies`);
    const refusal = page.getByText(/Envoy refused the listener of revision \d+ here, so this proxy still runs/);
    await expect(refusal.first()).toBeVisible();
    await page
      .locator('tr.bg-bad-tint')
      .getByRole('button', { name: /^Details of/ })
      .first()
      .click();
    await page.getByRole('checkbox', { name: /^Only what differs/ }).check();
    const entry = page.locator('details').filter({ hasText: 'Differs' }).first();
    await entry.locator('summary').click();
    await expect(entry.getByText('/no/such/folder/access.log')).toBeVisible();
    await entry.getByRole('tab', { name: 'Acknowledged' }).click();
    await expect(entry.getByText('/no/such/folder/access.log')).toBeHidden();
    await page.getByRole('searchbox', { name: 'Search names and content' }).fill('no-such-word');
    await expect(page.getByRole('status').filter({ hasText: /^0 of/ })).toBeVisible();
    await expect(page).toHaveURL(/find=no-such-word&differences=1/);
  } finally {
    await appMesh.send(new UpdateVirtualNodeCommand({ ...node, spec }));
  }
  await expect(
    page.getByText(/Envoy refused the listener of revision \d+ here; since then it took a later one/),
  ).toBeVisible();
});
