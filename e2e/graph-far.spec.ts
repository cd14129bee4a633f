import {
  CreateMeshCommand,
  CreateVirtualNodeCommand,
  CreateVirtualServiceCommand,
  DeleteMeshCommand,
  DeleteVirtualNodeCommand,
  DeleteVirtualServiceCommand,
} from '@aws-sdk/client-app-mesh';
import type { Page } from '@playwright/test';
import { discardDrafts, newDraft } from './support/drafts';
import { expect, test } from './support/fixtures';

const SENTENCE = 'ecs-frontend may call ecs-backend.apps.local';

/** The middle of an arrow, in px of the graph: read while it is an element of the page. */
function middleOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const line = page.locator(`.react-flow__edge[aria-label^="${name}"] path.mesh-line`);
  return line.evaluate((path) => {
    if (!(path instanceof SVGPathElement)) throw new Error('an arrow without a path');
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
    return { x, y };
  });
}

/** Where a point of the graph is on the screen as it is panned and zoomed now. */
function onScreen(page: Page, at: { x: number; y: number }): Promise<{ x: number; y: number; zoom: number }> {
  return page.locator('.react-flow__viewport').evaluate((viewport, point) => {
    const frame = viewport.closest('.mesh-canvas')?.getBoundingClientRect();
    const { a: zoom, e, f } = new DOMMatrix(getComputedStyle(viewport).transform);
    return { x: (frame?.left ?? 0) + e + point.x * zoom, y: (frame?.top ?? 0) + f + point.y * zoom, zoom };
  }, at);
}

test('far away, an arrow says what it is and is selected by a click, as near by', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}?hide=traffic`);
  await expect(page.locator(`.react-flow__edge[aria-label^="${SENTENCE}"]`)).toBeAttached();
  const middle = await middleOf(page, SENTENCE);
  const far = page.locator('[data-far]');
  await expect(async () => {
    if (!(await far.isVisible())) await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect(far).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.locator('.react-flow__edge')).toHaveCount(0);

  const tip = page.locator('[data-far-tip]');
  await expect(async () => {
    const at = await onScreen(page, middle);
    await page.mouse.move(at.x + 60, at.y - 300);
    await page.mouse.move(at.x, at.y);
    await expect(tip).toHaveText(SENTENCE, { timeout: 500 });
  }).toPass();
  const at = await onScreen(page, middle);
  await page.mouse.move(at.x, at.y - 40 * at.zoom);
  await expect(tip, 'beside it there is nothing').toBeHidden();

  await page.mouse.click(at.x, at.y);
  await expect(page).toHaveURL(/select=virtualNode%2F%2Fecs-frontend/);
  await expect(page.getByRole('complementary', { name: /ecs-frontend/ })).toBeVisible();
});

test('far away, the arrows of a hub are one that says so, and selects the hub', async ({ console: page, appMesh }) => {
  const meshName = 'mesh-with-a-hub';
  await appMesh.send(new CreateMeshCommand({ meshName }));
  const service = { meshName, virtualServiceName: 'hub.local' };
  await appMesh.send(new CreateVirtualServiceCommand({ ...service, spec: {} }));
  const callers = Array.from({ length: 30 }, (_, i) => `caller-${i}`);
  const spec = { backends: [{ virtualService: { virtualServiceName: service.virtualServiceName } }] };
  for (const virtualNodeName of callers)
    await appMesh.send(new CreateVirtualNodeCommand({ meshName, virtualNodeName, spec }));
  try {
    await page.goto(`/meshes/${meshName}`);
    const far = page.locator('[data-far]');
    await expect(async () => {
      if (!(await far.isVisible())) await page.getByRole('button', { name: 'Zoom out' }).click();
      await expect(far).toBeVisible({ timeout: 500 });
    }).toPass();
    const tip = page.locator('[data-far-tip]');
    const together = tip.getByText(/^\d+ arrows of hub\.local, drawn together/);
    await expect(async () => {
      expect(await findWithPointer(page, () => together.isVisible())).toBe(true);
    }).toPass();
    await page.mouse.down();
    await page.mouse.up();
    await expect(page).toHaveURL(/select=virtualService%2F%2Fhub.local/);
  } finally {
    for (const virtualNodeName of callers)
      await appMesh.send(new DeleteVirtualNodeCommand({ meshName, virtualNodeName }));
    await appMesh.send(new DeleteVirtualServiceCommand(service));
    await appMesh.send(new DeleteMeshCommand({ meshName }));
  }
});

/** Moves the pointer along lines, from the middle of the graph down, until something is there; it stays where that is. */
async function findWithPointer(page: Page, isThere: () => Promise<boolean>): Promise<boolean> {
  const box = await page.locator('.mesh-canvas').boundingBox();
  if (!box) return false;
  for (let y = box.y + box.height / 2; y < box.y + box.height - 120; y += 30) {
    for (let x = box.x + 40; x < box.x + box.width - 40; x += 10) {
      await page.mouse.move(x, y);
      if (await isThere()) return true;
    }
  }
  return false;
}

for (const [colorScheme, reducedMotion] of [
  ['light', 'reduce'],
  ['dark', 'no-preference'],
] as const) {
  test.describe(`${colorScheme} theme, motion: ${reducedMotion}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion } });

    test('the map of the whole mesh shows its cards, live and in a draft', async ({ console: page, demo }) => {
      const map = page.getByRole('img', { name: 'Overview map' });
      /** How many colours fill a part of the map: services, routers and nodes have one each. */
      const colours = () =>
        map.locator('canvas').evaluate((canvas) => {
          if (!(canvas instanceof HTMLCanvasElement)) throw new Error('the map is no canvas');
          const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
          const counts = new Map<string, number>();
          for (let at = 0; at < data.length; at += 4) {
            const [red, green, blue, alpha] = data.slice(at, at + 4);
            if (alpha === 255) counts.set(`${red} ${green} ${blue}`, (counts.get(`${red} ${green} ${blue}`) ?? 0) + 1);
          }
          return [...counts.values()].filter((count) => count > 100).length;
        });
      await page.goto(`/meshes/${demo.mesh}`);
      await expect(map).toBeVisible();
      await expect.poll(colours).toBe(3);
      await newDraft(page, `Map ${colorScheme} ${process.pid}`);
      await expect(page.getByRole('button', { name: 'Traffic' })).toHaveAttribute('aria-pressed', 'false');
      await expect.poll(colours).toBe(3);
      await page.getByRole('button', { name: 'Traffic' }).click();
      await expect(page).toHaveURL(/show=traffic/);
      await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Live' }).click();
      await expect(page.getByRole('button', { name: 'Traffic' })).toHaveAttribute('aria-pressed', 'true');
    });
  });
}

test.afterEach(async ({ console: page, demo }) => discardDrafts(page, demo.mesh));
