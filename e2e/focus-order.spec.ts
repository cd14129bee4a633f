import type { Locator, Page } from '@playwright/test';
import { discardDrafts } from './support/drafts';
import { expect, test } from './support/fixtures';

/** A stop of the Tab key: what it is called, where it is, and whether one can see that it has the focus. */
interface Stop {
  name: string;
  x: number;
  y: number;
  isSeen: boolean;
}

function focused(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const { left, top, width, height } = element.getBoundingClientRect();
    const line = element.querySelector('.mesh-line');
    // What gets the focus is scrolled into view: places are compared as if nothing were.
    let scrolled = 0;
    for (let at = element.parentElement; at; at = at.parentElement) scrolled += at.scrollTop;
    const isRinged = outlineStyle !== 'none' && outlineWidth !== '0px';
    return {
      name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
      x: left,
      y: top + scrolled,
      isSeen: width + height > 0 && (isRinged || boxShadow.includes('px') || line !== null),
    };
  });
}

/** Presses Tab from where the focus is until `last` has it; answers with every stop on the way. */
async function tabUntil(page: Page, last: Locator): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    expect(stop, 'the focus is somewhere').toBeDefined();
    if (stop) stops.push(stop);
    if (await last.evaluate((element) => element === document.activeElement)) return stops;
  }
  throw new Error(`the Tab key does not reach it: ${stops.map(({ name }) => name).join(' · ')}`);
}

const names = (stops: readonly Stop[]) => stops.map(({ name }) => name);
const everyOneIsSeen = (stops: readonly Stop[]) => expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([]);

test('Tab goes through the graph as it is read: tools, cards from left to right, zoom; each stop is seen', async ({
  console: page,
  demo,
}) => {
  await page.goto(`/meshes/${demo.mesh}`);
  const card = page.locator('[data-stop]');
  await expect(card.first()).toBeVisible();
  await page.getByRole('button', { name: 'Collapse navigation' }).focus();
  const stops = await tabUntil(page, page.getByRole('button', { name: 'Fit in view' }));
  everyOneIsSeen(stops);
  const tools = ['Add', 'Find', 'Traffic'];
  expect(names(stops).slice(0, tools.length)).toEqual(tools);
  const cards = stops.filter(({ name }) => /^(Virtual |Route )/.test(name));
  expect(cards.length).toBe(await card.count());
  // As it is read: no stop stands left of the column before it, and in a column none above the one before.
  for (const [at, { x, y }] of cards.entries()) {
    const before = cards[at - 1];
    if (before)
      expect(x > before.x + 40 || (Math.abs(x - before.x) <= 40 && y > before.y), names(cards).join(' · ')).toBe(true);
  }
  expect(names(stops).slice(-3)).toEqual(['Zoom in', 'Zoom out', 'Fit in view']);
  expect(
    names(stops).some((name) => name.includes(' may call ')),
    'arrows are no stops before one is chosen',
  ).toBe(false);
});

test('a card opens its panel by Enter, its arrows and the panel are then in reach, and Esc gives the focus back', async ({
  console: page,
  demo,
}) => {
  await page.goto(`/meshes/${demo.mesh}`);
  const card = page.getByRole('button', { name: /^Virtual node ecs-frontend/ });
  await card.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /ecs-frontend/ });
  await expect(panel).toBeVisible();
  await expect(card, 'opening moves no focus').toBeFocused();

  const close = panel.getByRole('button', { name: 'Close the panel' });
  const stops = await tabUntil(page, close);
  everyOneIsSeen(stops);
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden();
  await expect(card, 'closing gives the focus back').toBeFocused();

  await page.keyboard.press('Enter');
  await expect(panel).toBeVisible();
  const arrow = page.locator('.react-flow__edge[aria-label^="ecs-frontend may call ecs-backend.apps.local"]');
  await expect(arrow).toHaveAttribute('tabindex', '0');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(card).toBeFocused();
});

test('Tab goes through the panel from top to bottom', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}?select=virtualNode%2F%2Fecs-frontend`);
  const panel = page.getByRole('complementary', { name: /ecs-frontend/ });
  await expect(panel.getByText('About this resource')).toBeVisible();
  await panel.getByRole('button', { name: 'Close the panel' }).focus();
  const stops: Stop[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    if (!(await panel.evaluate((element) => element.contains(document.activeElement)))) break;
    const stop = await focused(page);
    if (stop) stops.push(stop);
  }
  everyOneIsSeen(stops);
  expect(stops.length).toBeGreaterThan(3);
  const rows = stops.map(({ y }) => Math.round(y / 8));
  expect(rows, names(stops).join(' · ')).toEqual(rows.toSorted((a, b) => a - b));
});

test('the outline is one stop, and its lines give the focus back when their panel closes', async ({
  console: page,
  demo,
}) => {
  await page.goto(`/meshes/${demo.mesh}?as=outline`);
  const grid = page.getByRole('treegrid');
  await expect(grid).toBeVisible();
  const stops = grid.locator('[data-line][tabindex="0"]');
  await expect(stops, 'one line is a stop, the others by arrow keys').toHaveCount(1);
  await stops.focus();
  const first = await stops.getAttribute('data-line');
  await page.keyboard.press('ArrowDown');
  await expect(grid.locator('[data-line]:focus')).not.toHaveAttribute('data-line', first ?? '');
  const node = grid.locator('[data-line="virtualNode//ecs-backend-v1"]');
  await node.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(node).toBeFocused();
});

test.describe('dialogs', () => {
  test.afterEach(async ({ console: page, demo }) => discardDrafts(page, demo.mesh));

  for (const [what, open, dialog] of [
    ['find', (page: Page) => page.getByRole('button', { name: 'Find', exact: true }), 'Find'],
    ['the palette', (page: Page) => page.getByRole('button', { name: /^Search or run a command/ }), /./],
    ['deleting', (page: Page) => page.getByRole('complementary').getByRole('button', { name: 'Delete' }), /./],
  ] as const) {
    test(`${what}: holds the focus while it is open, and gives it back`, async ({ console: page, demo }) => {
      await page.goto(`/meshes/${demo.mesh}?select=virtualService%2F%2Fecs-backend.apps.local`);
      const opener = open(page);
      await opener.focus();
      await page.keyboard.press('Enter');
      const box = page.getByRole('dialog', { name: dialog });
      await expect(box).toBeVisible();
      const holds = () => box.evaluate((element) => element.contains(document.activeElement));
      await expect.poll(holds, 'the focus is in it').toBe(true);
      for (let pressed = 0; pressed < 12; pressed += 1) {
        await page.keyboard.press(pressed < 8 ? 'Tab' : 'Shift+Tab');
        expect(await holds(), 'and stays in it').toBe(true);
      }
      await page.keyboard.press('Escape');
      await expect(box).toBeHidden();
      await expect(opener).toBeFocused();
    });
  }
});
