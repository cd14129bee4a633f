import type { Locator, Page } from '@playwright/test';
import { expect, signIn, test } from './support/fixtures';

const card = (page: Page, name: string): Locator =>
  page.locator('.react-flow__node').filter({ has: page.locator('[data-stop]').filter({ hasText: name }) });

/** Where a card stands on the graph, whatever is panned or zoomed. */
const placeOf = (node: Locator) => node.evaluate((element) => (element as HTMLElement).style.transform);

async function drag(page: Page, node: Locator, by: { x: number; y: number }): Promise<void> {
  const box = await node.boundingBox();
  if (!box) throw new Error('the card is not in view');
  const from = { x: box.x + box.width / 2, y: box.y + 12 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2);
  await page.mouse.move(from.x + by.x, from.y + by.y);
  await page.mouse.up();
}

test('a card that one person moves stands there for everyone, at once and after a reload', async ({
  console: page,
  browser,
  baseURL,
  demo,
}) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const other = await context.newPage();
  await signIn(other, demo);
  const name = 'Virtual node ecs-frontend';
  for (const one of [page, other]) {
    await one.goto(`/meshes/${demo.mesh}`);
    await expect(card(one, name)).toBeVisible();
  }
  const before = await placeOf(card(page, name));
  await expect.poll(() => placeOf(card(other, name))).toBe(before);
  await drag(page, card(page, name), { x: 0, y: -70 });
  const after = await placeOf(card(page, name));
  expect(after).not.toBe(before);
  await expect.poll(() => placeOf(card(other, name))).toBe(after);
  await other.reload();
  await expect.poll(() => placeOf(card(other, name))).toBe(after);
  await context.close();
});

test('tidying up lays everything out anew, and can be taken back', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}`);
  const node = card(page, 'Virtual node ecs-frontend');
  await expect(node).toBeVisible();
  await drag(page, node, { x: 0, y: -60 });
  const moved = await placeOf(node);
  await page.getByRole('button', { name: 'Tidy up' }).click();
  await expect.poll(() => placeOf(node)).not.toBe(moved);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => placeOf(node)).toBe(moved);
  await page.reload();
  await expect.poll(() => placeOf(node)).toBe(moved);
});
