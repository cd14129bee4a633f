import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

/** Cards and rows are found by what a screen reader says of them. */
const stop = (page: Page, name: RegExp | string): Locator => page.locator('[data-stop]').filter({ hasText: name });
const handleOf = (page: Page, name: string): Locator => page.locator(`[data-connect="${name}"]`);

/** Where something is, once it has stopped moving. */
async function boxOf(of: Locator) {
  let before = '';
  await expect
    .poll(async () => {
      const last = before;
      before = JSON.stringify(await of.boundingBox());
      return before === last && before !== 'null';
    })
    .toBe(true);
  return JSON.parse(before) as { x: number; y: number; width: number; height: number };
}

async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const box = await boxOf(of);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Pulls a line from a handle to a place; the answer lets it go. */
async function pull(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = await middle(from);
  const end = await middle(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await page.mouse.move(end.x, end.y);
}

/** Ends the draft that a test made, whatever became of it. */
async function discardDrafts(page: Page, mesh: string): Promise<void> {
  await page.evaluate(async (name) => {
    const base = `/api/meshkeep/meshes/${name}/drafts`;
    const { drafts } = await (await fetch(base)).json();
    for (const { id } of drafts) await fetch(`${base}/${id}`, { method: 'DELETE' });
  }, mesh);
}

test.afterEach(async ({ console: page, demo }) => discardDrafts(page, demo.mesh));

test('lines are drawn with the mouse: refused with a reason, or written into a draft', async ({
  console: page,
  demo,
}) => {
  await page.goto(`/meshes/${demo.mesh}`);
  await expect(stop(page, 'Virtual node ecs-backend-v1')).toBeVisible();
  const words = page.locator('[data-line]');

  await pull(page, handleOf(page, 'ecs-backend-v1'), stop(page, 'Virtual node ecs-backend-v2'));
  await expect(words).toHaveAttribute('data-line', 'refused');
  await expect(words).toContainText('A virtual node calls virtual services.');
  await page.mouse.up();
  await expect(page).not.toHaveURL(/draft=/);

  await pull(page, handleOf(page, 'ecs-backend-v1'), stop(page, 'Virtual service eks-backend'));
  await expect(words).toHaveAttribute('data-line', 'allowed');
  await page.keyboard.press('Escape');
  await expect(words).toBeHidden();
  await page.mouse.up();
  await expect(page).not.toHaveURL(/draft=/);

  await pull(page, handleOf(page, 'ecs-backend-v1'), stop(page, 'Virtual service eks-backend'));
  await page.mouse.up();
  await expect(page).toHaveURL(/draft=/);
  await expect(stop(page, 'Virtual node ecs-backend-v1 · Changed')).toBeVisible();
  await expect(page.locator('.react-flow__edge[aria-label^="ecs-backend-v1 may call eks-backend"]')).toBeAttached();

  await page.getByRole('button', { name: 'Fit in view' }).click();
  await pull(page, handleOf(page, 'ecs-backend-route'), stop(page, 'Virtual node eks-backend-v1'));
  await expect(words).toContainText('with weight 0 at first');
  await page.mouse.up();
  await expect(stop(page, 'ecs-backend-route: /, tried as number 1 · Changed')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(stop(page, 'ecs-backend-route: /, tried as number 1 · Changed')).toBeHidden();
  await page.keyboard.press('Control+Shift+z');
  await expect(stop(page, 'ecs-backend-route: /, tried as number 1 · Changed')).toBeVisible();

  // Faster than answers come: each press counts, and one too many does nothing.
  for (const keys of ['Control+z', 'Control+z', 'Control+z', 'Control+Shift+z']) await page.keyboard.press(keys);
  await expect(stop(page, 'Virtual node ecs-backend-v1 · Changed')).toBeVisible();
  await expect(stop(page, 'ecs-backend-route: /, tried as number 1 · Changed')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Redo' })).toBeEnabled();
});

test('an arrow is led elsewhere by its end, and taken away by Delete', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}`);
  const arrow = page.locator('.react-flow__edge[aria-label^="ecs-backend-route sends 0% to ecs-backend-v2"]');
  await arrow.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Fit in view' }).click();
  await pull(page, page.locator('[data-end="to"]'), stop(page, 'Virtual node eks-backend-v2'));
  await page.mouse.up();
  await expect(page).toHaveURL(/draft=/);
  const moved = page.locator('.react-flow__edge[aria-label^="ecs-backend-route sends 0% to eks-backend-v2"]');
  await expect(moved).toBeAttached();
  await moved.focus();
  await page.keyboard.press('Delete');
  await expect(moved).not.toBeAttached();
});

test('deleting asks only when something else would break, and can take the references out', async ({
  console: page,
  demo,
}) => {
  await page.goto(`/meshes/${demo.mesh}`);
  await stop(page, 'Virtual node ecs-backend-v2').click();
  await stop(page, 'Virtual node ecs-backend-v2').focus();
  await page.keyboard.press('Delete');
  const question = page.getByRole('dialog', { name: 'Delete ecs-backend-v2?' });
  await expect(question).toContainText('target of route ecs-backend-route');
  await question.getByRole('button', { name: 'Delete, and remove these references' }).click();
  await expect(page).toHaveURL(/draft=/);
  await expect(stop(page, 'Virtual node ecs-backend-v2 · Removed')).toBeVisible();

  await stop(page, 'Virtual node ecs-frontend').click();
  await stop(page, 'Virtual node ecs-frontend').focus();
  await page.keyboard.press('Delete');
  await expect(stop(page, 'Virtual node ecs-frontend · Removed')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('cards are chosen together by a frame around them, and deleted in one step', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}`);
  await expect(stop(page, 'Virtual node ecs-frontend')).toBeVisible();
  const a = await boxOf(stop(page, 'Virtual node ecs-frontend'));
  const b = await boxOf(stop(page, 'Virtual node eks-frontend'));
  await page.keyboard.down('Shift');
  await page.mouse.move(a.x - 25, a.y - 25);
  await page.mouse.down();
  await page.mouse.move(b.x + 40, b.y + b.height - 5);
  await page.mouse.move(b.x + b.width + 25, b.y + b.height + 20);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const chosen = page.getByRole('status').filter({ hasText: '2 cards chosen' });
  await chosen.getByRole('button', { name: 'Delete' }).click();
  await expect(stop(page, 'Virtual node ecs-frontend · Removed')).toBeVisible();
  await expect(stop(page, 'Virtual node eks-frontend · Removed')).toBeVisible();
});

for (const [locale, words] of [
  ['en', { line: /ecs-backend-v1/, title: 'Connect ecs-backend-v1 to…', changed: 'Changed' }],
  ['ja', { line: /ecs-backend-v1/, title: 'ecs-backend-v1 の接続先', changed: '変更' }],
] as const) {
  test(`the outline makes the same edits by keyboard alone (${locale})`, async ({ console: page, demo, baseURL }) => {
    await page.context().addCookies([{ name: 'meshkeep-locale', value: locale, url: baseURL ?? '' }]);
    await page.goto(`/meshes/${demo.mesh}?as=outline&select=virtualNode%2F%2Fecs-backend-v1`);
    const grid = page.getByRole('treegrid');
    const node = grid.locator('[data-line="virtualNode//ecs-backend-v1"]');
    await node.focus();
    await page.keyboard.press('c');
    const list = page.getByRole('dialog', { name: words.title });
    await expect(list.getByRole('option')).toHaveCount(2);
    await page.keyboard.type('eks-backend');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/draft=/);
    await expect(node).toContainText(words.changed);

    await node.focus();
    await page.keyboard.press('ArrowDown');
    const arrow = grid.locator(
      '[data-line="edge backend|virtualNode//ecs-backend-v1|virtualService//eks-backend.my-apps.svc.cluster.local"]',
    );
    await expect(arrow).toBeFocused();
    await page.keyboard.press('m');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    const moved = grid.locator(
      '[data-line="edge backend|virtualNode//ecs-backend-v1|virtualService//ecs-backend.apps.local"]',
    );
    await expect(moved).toBeVisible();
    await moved.focus();
    await page.keyboard.press('Delete');
    await expect(moved).toBeHidden();
    await node.focus();
    await page.keyboard.press('ArrowRight');
    await expect(node.getByRole('button').first()).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(node).toBeFocused();
  });
}

test('what is shown stands in the address: found, neighbours only, groups', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}`);
  await expect(stop(page, 'Virtual node ecs-frontend')).toBeVisible();
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill('eks-backend-v2');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/select=virtualNode%2F%2Feks-backend-v2/);
  await expect(stop(page, 'Virtual node eks-backend-v2')).toBeFocused();

  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Neighbours of the selection only' }).click();
  await expect(page).toHaveURL(/around=/);
  await expect(stop(page, 'Virtual node ecs-backend-v1')).toBeHidden();
  await page.reload();
  await expect(stop(page, 'Virtual node eks-backend-v2')).toBeVisible();
  await expect(stop(page, 'Virtual node ecs-backend-v1')).toBeHidden();
  await page.getByRole('button', { name: 'Only around eks-backend-v2' }).click();
  await expect(stop(page, 'Virtual node ecs-backend-v1')).toBeVisible();

  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Namespace' }).click();
  await expect(page).toHaveURL(/group=namespace/);
});

test('a mesh that does not exist shows no tools', async ({ console: page }) => {
  await page.goto('/meshes/no-such-mesh');
  // Next's own announcer is an alert too.
  await expect(page.getByRole('alert').filter({ hasText: 'This cannot be shown' })).toBeVisible();
  await expect(page.getByRole('toolbar')).toBeHidden();
});

test('no letter on the graph is smaller than 12 px, however far it is', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}`);
  await expect(stop(page, 'Virtual node ecs-frontend')).toBeVisible();
  const smallest = () =>
    page.locator('.mesh-canvas').evaluate((canvas) => {
      const scale = new DOMMatrix(getComputedStyle(canvas.querySelector('.react-flow__viewport') ?? canvas).transform)
        .a;
      const walker = document.createTreeWalker(
        canvas.querySelector('.react-flow__viewport') ?? canvas,
        NodeFilter.SHOW_TEXT,
      );
      let least = Number.POSITIVE_INFINITY;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!element || element.closest('.sr-only, title') || !node.textContent?.trim()) continue;
        let size = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
        for (let up: Element | null = element; up && !up.matches('.react-flow__node'); up = up.parentElement) {
          const { transform } = getComputedStyle(up);
          if (transform !== 'none' && up.closest('.react-flow__node')) size *= new DOMMatrix(transform).a;
        }
        least = Math.min(least, size);
      }
      return least;
    });
  for (let step = 0; step < 6; step += 1) {
    expect(await smallest()).toBeGreaterThanOrEqual(11.99);
    await page.getByRole('button', { name: 'Zoom out' }).click();
  }
  await expect(page.locator('[data-far]')).toBeVisible();
});

for (const [what, address] of [
  ['graph', ''],
  ['outline', '?as=outline'],
] as const) {
  test(`the ${what} is called what it shows, and is accessible`, async ({ console: page, demo }) => {
    await page.goto(`/meshes/${demo.mesh}${address}`);
    await expect(page.getByText('ecs-frontend').filter({ visible: true }).first()).toBeVisible();
    const rules = ['label-content-name-mismatch', 'aria-required-children', 'aria-required-parent', 'color-contrast'];
    const { violations, passes } = await new AxeBuilder({ page }).withRules(rules).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('label-content-name-mismatch');
  });
}
