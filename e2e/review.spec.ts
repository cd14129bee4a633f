import { discardDrafts, newDraft } from './support/drafts';
import { expect, test } from './support/fixtures';

test.afterEach(async ({ console: page, demo }) => discardDrafts(page, demo.mesh));

test('a problem in a review is mended by its button, or leads to its field', async ({ console: page, demo }) => {
  const name = `caller-${process.pid}`;
  await page.goto(`/meshes/${demo.mesh}`);
  const id = await newDraft(page, `Review ${process.pid}`);
  const spec = { backends: [{ virtualService: { virtualServiceName: 'nowhere.local' } }] };
  const answer = await page.request.post(`/api/meshkeep/meshes/${demo.mesh}/drafts/${id}/changes`, {
    headers: { origin: new URL(demo.consoleUrl).origin },
    data: { edits: [{ op: 'put', ref: { kind: 'virtualNode', name }, spec }] },
  });
  expect(answer.ok()).toBe(true);
  await page.goto(`/meshes/${demo.mesh}/drafts/${id}`);
  const checks = page.getByRole('region', { name: 'Checks' });
  const missing = checks
    .getByRole('listitem')
    .filter({ hasText: `${name} lists the backend nowhere.local, which does not exist` });

  await missing.getByRole('link').click();
  await expect(page).toHaveURL(/field=backends/);
  const panel = page.getByRole('complementary', { name: new RegExp(`^Selection.*${name}`) });
  await expect(panel.locator(':focus')).toHaveAttribute('data-path', /^backends/);
  await page.goBack();

  await missing.getByRole('button', { name: 'Take out the backend nowhere.local' }).click();
  await expect(missing).toBeHidden();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(missing).toBeVisible();
  await missing.getByRole('button', { name: 'Create nowhere.local' }).click();
  await expect(page.getByRole('region', { name: /^Added nowhere\.local/ })).toBeVisible();
  await expect(missing).toBeHidden();
});
