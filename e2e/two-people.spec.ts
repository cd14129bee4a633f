import type { Page } from '@playwright/test';
import { discardDrafts, newDraft } from './support/drafts';
import { expect, signIn, test } from './support/fixtures';
import { move, weights } from './support/routes';

const panelOf = (page: Page) => page.getByRole('complementary', { name: /^Selection/ });

/** Sets a target's weight as a number. */
async function type(page: Page, target: string, weight: number): Promise<void> {
  await page.getByLabel(`Weight of ${target}`).fill(String(weight));
  await page.keyboard.press('Enter');
}

test('two people in one draft see each other’s edits; the one who comes second merges what others made live', async ({
  console: ann,
  demo,
  appMesh,
  browser,
}) => {
  await move(appMesh, demo.mesh, 100);
  await ann.goto(`/meshes/${demo.mesh}`);
  const id = await newDraft(ann, `Together ${process.pid}`);
  const ben = await (await browser.newContext({ baseURL: demo.consoleUrl })).newPage();
  await signIn(ben, demo);
  await ben.goto(`/meshes/${demo.mesh}?draft=${id}`);

  await test.step('an edit of one appears at the other’s, with its mark', async () => {
    await ann.getByRole('button', { name: /^Route eks-backend-route/ }).click();
    await type(ann, 'eks-backend-v2', 10);
    await expect(ben.getByRole('button', { name: /^Route eks-backend-route.*Changed$/ })).toBeVisible();
    await ben.getByRole('button', { name: /^Route eks-backend-route/ }).click();
    await expect(ben.getByLabel('Weight of eks-backend-v2')).toHaveValue('10');
    await type(ben, 'eks-backend-v2', 20);
    await expect(ann.getByLabel('Weight of eks-backend-v2')).toHaveValue('20');
  });

  await test.step('offline, an edit is refused and says so; back again, it goes', async () => {
    await ann.context().setOffline(true);
    await type(ann, 'eks-backend-v2', 30);
    await expect(panelOf(ann).getByText('The weights were not changed')).toBeVisible();
    await expect(ann.getByText('Connection lost — reconnecting').first()).toBeVisible();
    await ann.context().setOffline(false);
    await expect(ann.getByText('Connection lost — reconnecting').first()).toBeHidden();
    await type(ann, 'eks-backend-v2', 30);
    await expect(ben.getByLabel('Weight of eks-backend-v2')).toHaveValue('30');
  });

  await test.step('somebody moves the route live: the review shows both sides and merges', async () => {
    await move(appMesh, demo.mesh, 60);
    await ben.getByRole('link', { name: 'Review draft' }).click();
    const changed = ben.getByRole('region', { name: 'Changed meanwhile' });
    await expect(changed).toBeVisible();
    await expect(ben.getByRole('button', { name: 'Apply 1 change' })).toBeDisabled();
    await changed.getByRole('radio', { name: 'Keep mine' }).check();
    await changed.getByRole('button', { name: 'Merge' }).click();
    await expect(changed).toBeHidden();
    await ben.getByRole('button', { name: 'Apply 1 change' }).click();
    await expect(ben.getByTestId('receipt')).toHaveText(/^On 2 of 2 proxies/);
  });

  await test.step('the other is told that the draft was applied, and sees what is live', async () => {
    await expect(ann.getByText(/^Draft “Together .*” was applied/)).toBeVisible();
    await expect(ann).not.toHaveURL(/draft=/);
    expect((await weights(appMesh, demo.mesh))[1]).toBe(30);
  });
  await ben.context().close();
  await move(appMesh, demo.mesh, 100);
});

test('two tabs that make the same change at the same moment: it is made once, and the second is told', async ({
  console: first,
  demo,
}) => {
  await first.goto(`/meshes/${demo.mesh}?select=route%2Feks-backend-router%2Feks-backend-route`);
  const id = await newDraft(first, `Tabs ${process.pid}`);
  const second = await first.context().newPage();
  await second.goto(`/meshes/${demo.mesh}?draft=${id}&select=route%2Feks-backend-router%2Feks-backend-route`);
  const weight = (page: Page) => page.getByLabel('Weight of eks-backend-v2');
  await expect(weight(second)).toHaveValue('0');

  // The second tab's change is on its way while the first tab's is made.
  const { promise: isMade, resolve: letGo } = Promise.withResolvers<void>();
  await second.route(`**/drafts/${id}/changes`, async (route) => {
    await isMade;
    await route.continue();
  });
  await type(second, 'eks-backend-v2', 15);
  await type(first, 'eks-backend-v2', 15);
  const changes = (page: Page) => page.getByRole('banner').getByText('1 change', { exact: true });
  await expect(changes(first).first()).toBeVisible();
  letGo();

  await expect(second.getByText('Somebody changed this draft meanwhile.', { exact: false }).first()).toBeVisible();
  await expect(weight(second)).toHaveValue('15');
  await test.step('one step of undo takes it back in both', async () => {
    await first.getByRole('button', { name: /^Undo/ }).first().click();
    for (const page of [first, second]) await expect(weight(page)).toHaveValue('0');
  });
  await second.close();
  await discardDrafts(first, demo.mesh);
});
