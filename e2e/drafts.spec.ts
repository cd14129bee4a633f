import { newDraft } from './support/drafts';
import { expect, test } from './support/fixtures';
import { choose, openCreateForm } from './support/forms';
import { move, weights } from './support/routes';

test('a move of weights is taken back: as a draft, reviewed, applied, on every proxy', async ({
  console: page,
  demo,
  appMesh,
}) => {
  await move(appMesh, demo.mesh, 100);
  await move(appMesh, demo.mesh, 60);

  await test.step('the newest revision is reverted from the history', async () => {
    await page.goto(`/meshes/${demo.mesh}/changes`);
    await page
      .getByRole('button', { name: /^Show the difference/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Revert this change' }).click();
    await expect(page.getByRole('heading', { name: 'Review & apply' })).toBeVisible();
    expect(await weights(appMesh, demo.mesh)).toEqual([60, 40]);
  });

  await test.step('the review says what would change, whom it concerns, and what Envoy thinks of it', async () => {
    const change = page.getByRole('region', { name: /eks-backend-route/ });
    await expect(change.getByRole('listitem').filter({ hasText: 'eks-backend-v1 › Weight' })).toContainText('60');
    await expect(change.getByRole('listitem').filter({ hasText: 'eks-backend-v2 › Weight' })).toContainText('40');
    await expect(page.getByRole('region', { name: 'Effect' })).toContainText('eks-frontend × 1');
    await expect(page.getByRole('region', { name: 'Effect' })).toContainText('No connection is cut.');
    await expect(page.getByText('Accepted by Envoy', { exact: true })).toBeVisible();
  });

  await test.step('somebody changes the route meanwhile: both sides are shown, mine is kept', async () => {
    await move(appMesh, demo.mesh, 70);
    const changed = page.getByRole('region', { name: 'Changed meanwhile' });
    await expect(changed).toBeVisible();
    await expect(page.getByRole('button', { name: 'Apply 1 change' })).toBeDisabled();
    await changed.getByRole('radio', { name: 'Keep mine' }).check();
    await changed.getByRole('button', { name: 'Merge' }).click();
    await expect(changed).toBeHidden();
  });

  await test.step('applied with a message, it reaches every proxy', async () => {
    await page.getByLabel('Message').fill('Back to v1');
    await page.getByRole('button', { name: 'Apply 1 change' }).click();
    await expect(page.getByTestId('receipt')).toHaveText(/^On 2 of 2 proxies after [\d.]+ m?s$/);
    expect(await weights(appMesh, demo.mesh)).toEqual([100, 0]);
  });

  await test.step('the history has it with its message, the list says it was applied', async () => {
    await page.getByRole('link', { name: 'Changes' }).first().click();
    await expect(page.getByText('Back to v1')).toBeVisible();
    await page.getByRole('link', { name: 'Drafts' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Applied at revision' }).first()).toBeVisible();
  });
});

test('a draft is commented, renamed and discarded', async ({ console: page, demo, appMesh }) => {
  await move(appMesh, demo.mesh, 80);
  await page.goto(`/meshes/${demo.mesh}/changes`);
  await page
    .getByRole('button', { name: /^Show the difference/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Revert this change' }).click();

  await page.getByLabel('Write a comment').fill('Wait for Ann');
  await page.getByRole('button', { name: 'Comment' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Wait for Ann' })).toBeVisible();

  const name = `retreat ${process.pid}`;
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByText(`Draft “${name}”`)).toBeVisible();

  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
  await expect(page.getByRole('heading', { name: 'Drafts' })).toBeVisible();
  await expect(page.getByRole('link', { name })).toBeHidden();
  await move(appMesh, demo.mesh, 100);
});

test('a new resource goes into a draft, then a second one that points at it; live has neither', async ({
  console: page,
  demo,
}) => {
  const name = `drawn-${process.pid}`;
  await page.goto(`/meshes/${demo.mesh}`);
  const draft = await newDraft(page, `Draft ${name}`);

  await openCreateForm(page, 'Virtual router', `${name}-router`);
  const panel = page.getByRole('complementary', { name: /^Selection/ });
  await panel.getByRole('button', { name: 'Save to draft' }).click();
  await expect(page.getByRole('button', { name: `Virtual router ${name}-router · Added` })).toBeVisible();

  await openCreateForm(page, 'Virtual service', `${name}.local`);
  await choose(panel, 'Provider', 'Virtual router');
  await panel.getByLabel('Virtual router name').fill(`${name}-router`);
  await panel.getByRole('button', { name: 'Save to draft' }).click();
  await expect(page.getByRole('button', { name: `Virtual service ${name}.local · Added` })).toBeVisible();

  await test.step('the view is kept from page to page; Live shows neither', async () => {
    await page.getByRole('link', { name: 'Resources' }).click();
    await expect(page.getByRole('row', { name: `${name}-router Added` })).toBeVisible();
    expect(new URL(page.url()).searchParams.get('draft')).toBe(draft);
    await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Live' }).click();
    await expect(page.getByText('eks-backend-router').first()).toBeVisible();
    await expect(page.getByText(`${name}-router`)).toBeHidden();
    await page.goBack();
    await expect(page.getByRole('row', { name: `${name}-router Added` })).toBeVisible();
  });

  await test.step('the review has both; undo by key takes the second one out again', async () => {
    await page.getByRole('link', { name: 'Review draft' }).click();
    await expect(page.getByRole('region', { name: new RegExp(`^Added ${name}-router`) })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Apply 2 changes' })).toBeEnabled();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(page.getByRole('button', { name: 'Apply 1 change' })).toBeEnabled();
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(page.getByRole('button', { name: 'Apply 2 changes' })).toBeEnabled();
  });

  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
  await expect(page.getByRole('heading', { name: 'Drafts' })).toBeVisible();
});
