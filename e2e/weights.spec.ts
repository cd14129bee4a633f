import type { Page } from '@playwright/test';
import { discardDrafts, newDraft } from './support/drafts';
import { expect, test } from './support/fixtures';
import { move, weights } from './support/routes';

const view = (page: Page, name: RegExp) => page.getByRole('group', { name: 'View' }).getByRole('button', { name });

test.beforeEach(({ console: page, demo }) => discardDrafts(page, demo.mesh));

/** Opens the demo's route in the panel. */
async function openRoute(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Route eks-backend-route/ }).click();
  await expect(page.getByRole('slider')).toBeVisible();
}

/** Sets the first target's weight as a number. */
async function type(page: Page, target: string, weight: number): Promise<void> {
  await page.getByLabel(`Weight of ${target}`).fill(String(weight));
  await page.keyboard.press('Enter');
}

async function discard(page: Page, mesh: string, id: string): Promise<void> {
  await page.goto(`/meshes/${mesh}/drafts/${id}`);
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
  await expect(page.getByRole('heading', { name: 'Drafts' })).toBeVisible();
}

test('in a draft the slider moves nothing live, shows both values, and undo takes it back', async ({
  console: page,
  demo,
  appMesh,
}) => {
  await move(appMesh, demo.mesh, 100);
  await page.goto(`/meshes/${demo.mesh}`);
  const id = await newDraft(page, `Canary ${process.pid}`);
  await openRoute(page);
  await type(page, 'eks-backend-v1', 95);
  await type(page, 'eks-backend-v2', 5);
  const panel = page.getByRole('complementary', { name: /^Selection/ });
  await expect(panel.getByText('0% → 5%')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Route eks-backend-route.*Changed$/ })).toBeVisible();
  expect(await weights(appMesh, demo.mesh)).toEqual([100, 0]);

  await test.step('in Live, the route’s slider says that a draft has it and writes there', async () => {
    await view(page, /^Live/).click();
    await expect(panel.getByText(`In draft “Canary ${process.pid}”: moves go there`)).toBeVisible();
    await expect(panel.getByText('0% → 5%')).toBeHidden();
    await type(page, 'eks-backend-v1', 90);
    await expect(view(page, /^Draft/)).toHaveAttribute('aria-pressed', 'true');
    expect(await weights(appMesh, demo.mesh)).toEqual([100, 0]);
  });

  await test.step('undo, step by step, until nothing differs', async () => {
    const undo = page.getByRole('banner').getByRole('button', { name: 'Undo' });
    await expect(async () => {
      if (await undo.isEnabled()) await undo.click();
      await expect(page.getByRole('button', { name: /^Route eks-backend-route[^·]*$/ })).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(undo).toBeDisabled();
  });
  await discard(page, demo.mesh, id);
});

test('on a production mesh the slider opens a draft instead of writing live', async ({
  console: page,
  demo,
  appMesh,
}) => {
  await move(appMesh, demo.mesh, 100);
  const mark = async (production: boolean) => {
    await page.goto(`/meshes/${demo.mesh}?select=${encodeURIComponent(`mesh//${demo.mesh}`)}`);
    const box = page.getByRole('checkbox', { name: 'This is a production mesh' });
    await expect(box).toBeEnabled();
    if ((await box.isChecked()) === production) return;
    await box.click();
    await expect(page.getByText(production ? /is marked as production/ : /is not marked/)).toBeVisible();
  };
  try {
    await mark(true);
    await expect(page.getByRole('banner').getByText('Production')).toBeVisible();
    await openRoute(page);
    await expect(page.getByText('Production: moves go into a draft')).toBeVisible();
    await page.getByRole('button', { name: 'Equal' }).click();
    await expect(view(page, /^Draft/)).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText('In draft “Move traffic of eks-backend-route”')).toBeVisible();
    expect(await weights(appMesh, demo.mesh)).toEqual([100, 0]);
    await page.getByRole('listitem').getByRole('button', { name: 'Undo' }).click();
    await expect(view(page, /^Live/)).toHaveAttribute('aria-pressed', 'true');
  } finally {
    await mark(false);
  }
});

test('undo of a live move is refused, with the reason, when somebody changed the route since', async ({
  console: page,
  demo,
  appMesh,
}) => {
  await move(appMesh, demo.mesh, 100);
  await page.goto(`/meshes/${demo.mesh}`);
  await openRoute(page);
  await page.getByRole('slider').press('Shift+ArrowLeft');
  await expect(page.getByTestId('receipt')).toHaveText(/^On 2 of 2 proxies/);
  await expect.poll(() => weights(appMesh, demo.mesh)).toEqual([90, 10]);

  // The answer that tells of the other change is held back: a person can be quicker than the news.
  const late = Promise.withResolvers<void>();
  await page.route('**/revisions?*', async (route) => {
    await late.promise;
    await route.continue();
  });
  await page.route('**/snapshot', async (route) => {
    await late.promise;
    await route.continue();
  });
  await move(appMesh, demo.mesh, 80);
  await page.getByRole('region', { name: 'Receipt' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The route was changed again since then.', { exact: false })).toBeVisible();
  late.resolve();
  expect(await weights(appMesh, demo.mesh)).toEqual([80, 20]);
  await move(appMesh, demo.mesh, 100);
});
