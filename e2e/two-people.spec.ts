import type { Page } from '@playwright/test';
import { newDraft } from './support/drafts';
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
