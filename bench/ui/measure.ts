/** The journey that is measured, the same for each mesh: open, pan near by, everything in view, drag, a remote change. */
import { type AppMeshClient, UpdateRouteCommand } from '@aws-sdk/client-app-mesh';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { routerOf, routeSpec } from './mesh';
import { type PageFigures, takeFigures, watchPage } from './page';
import type { Servers } from './servers';

export interface Frames {
  p50: number;
  p95: number;
}

export interface MeshFigures {
  size: number;
  openMs: number | undefined;
  firstOpenMs: number | undefined;
  layoutMs: number | undefined;
  near: Frames;
  far: Frames;
  drag: Frames;
  inputMs: number;
  remoteMs: number;
  heapMb: number;
  elements: number;
  scriptKb: number;
}

export interface MeshBench {
  servers: Servers;
  client: AppMeshClient;
  mesh: string;
  size: number;
}

const VIEWPORT = { width: 1280, height: 800 };

/** Compressed JavaScript that a first visit of the sign-in page loads, kB. */
export async function measureSignIn(browser: Browser, { consoleUrl }: Servers): Promise<number> {
  const context = await browser.newContext({ baseURL: consoleUrl, viewport: VIEWPORT });
  const page = await context.newPage();
  const bytes = await countScripts(await context.newCDPSession(page));
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  await context.close();
  return bytes() / 1000;
}

export async function measureMesh(browser: Browser, bench: MeshBench): Promise<MeshFigures> {
  const context = await browser.newContext({ baseURL: bench.servers.consoleUrl, viewport: VIEWPORT });
  await watch(context);
  const { cookies } = await signedIn(context, bench.servers);
  const address = `/meshes/${bench.mesh}`;

  const cold = await browser.newContext({ baseURL: bench.servers.consoleUrl, viewport: VIEWPORT });
  await watch(cold);
  await cold.addCookies(cookies);
  const first = await cold.newPage();
  const bytes = await countScripts(await cold.newCDPSession(first));
  const firstFigures = await open(first, address);
  await first.waitForLoadState('networkidle');
  const scriptKb = bytes() / 1000;
  await cold.close();

  const page = await context.newPage();
  await open(page, address);
  const again = await open(page, address);
  const near = await panNear(page);
  const drag = await dragCard(page);
  const far = await panFar(page);
  const remoteMs = await remoteChange(page, bench);
  const { heapMb, elements } = await weigh(page, await context.newCDPSession(page));
  await context.close();
  return {
    size: bench.size,
    openMs: again.interactive,
    firstOpenMs: firstFigures.interactive,
    layoutMs: firstFigures.layout,
    near: framesOf(near),
    drag: framesOf(drag),
    far: framesOf(far),
    inputMs: at(
      [near, drag, far].flatMap((one) => one.events.map((event) => event.duration)),
      0.95,
    ),
    remoteMs,
    heapMb,
    elements,
    scriptKb,
  };
}

/** The loader of TypeScript wraps inner functions in a helper of its own, which pages do not have. */
async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript('globalThis.__name ??= (made) => made');
  await context.addInitScript(watchPage);
}

async function signedIn(context: BrowserContext, { person }: Servers) {
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('User name').fill(person.name);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/meshes/);
  await page.close();
  return context.storageState();
}

async function open(page: Page, address: string): Promise<PageFigures> {
  await page.goto(address);
  await page.waitForFunction(
    () => (window as unknown as { benchFigures: PageFigures }).benchFigures.interactive !== undefined,
    undefined,
    { timeout: 120_000 },
  );
  return page.evaluate(takeFigures);
}

/** Moves the mouse with a button down, a step each 16 ms. */
async function sweep(page: Page, from: { x: number; y: number }, steps: readonly { x: number; y: number }[]) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const step of steps) {
    await page.mouse.move(step.x, step.y);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}

const circle = (x: number, y: number, radius: number) =>
  Array.from({ length: 90 }, (_, index) => {
    const angle = (index / 90) * 4 * Math.PI;
    return { x: x + radius * Math.sin(angle), y: y + radius * (1 - Math.cos(angle)) };
  });

async function panNear(page: Page): Promise<PageFigures> {
  const empty = await emptyPlace(page);
  await page.evaluate(takeFigures);
  await sweep(page, empty, circle(empty.x, empty.y, 120));
  return page.evaluate(takeFigures);
}

async function panFar(page: Page): Promise<PageFigures> {
  await page.getByRole('button', { name: 'Fit in view' }).click();
  await page.waitForTimeout(600);
  const middle = { x: 700, y: 420 };
  await page.evaluate(takeFigures);
  await sweep(page, middle, circle(middle.x, middle.y, 90));
  await page.mouse.move(middle.x, middle.y);
  for (let step = 0; step < 12; step += 1) {
    await page.mouse.wheel(0, step < 6 ? -80 : 80);
    await page.waitForTimeout(30);
  }
  return page.evaluate(takeFigures);
}

async function dragCard(page: Page): Promise<PageFigures> {
  const card = page.locator('.react-flow__node').first();
  const box = await card.boundingBox();
  if (!box) throw new Error('no card is in view');
  const from = { x: box.x + box.width / 2, y: box.y + 14 };
  await page.evaluate(takeFigures);
  await sweep(page, from, circle(from.x, from.y, 40));
  return page.evaluate(takeFigures);
}

/** Somewhere between the cards, where dragging moves the picture. */
function emptyPlace(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    for (let y = 200; y < 700; y += 7) {
      for (let x = 400; x < 1000; x += 11) {
        if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane')) return { x, y };
      }
    }
    throw new Error('there is no empty place');
  });
}

/** From the call of another client until the new weight is on the screen. */
async function remoteChange(page: Page, { client, mesh }: MeshBench): Promise<number> {
  const virtualRouterName = routerOf(1);
  await page.goto(`/meshes/${mesh}?select=route/${virtualRouterName}/all`);
  const slider = page.getByRole('slider').first();
  await slider.waitFor();
  const times: number[] = [];
  for (const weight of [81, 72, 63, 54, 45]) {
    const before = performance.now();
    await client.send(
      new UpdateRouteCommand({ meshName: mesh, virtualRouterName, routeName: 'all', spec: routeSpec(1, weight) }),
    );
    await page.waitForFunction(
      (value) => document.querySelector('[role=slider]')?.getAttribute('aria-valuenow') === value,
      String(weight),
      { timeout: 30_000 },
    );
    times.push(performance.now() - before);
  }
  return at(times, 0.5);
}

async function weigh(page: Page, session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  return { heapMb: heap / 1_000_000, elements: await page.evaluate(() => document.querySelectorAll('*').length) };
}

/** Counts bytes of scripts as they came over the wire, from now on. */
async function countScripts(session: CDPSession): Promise<() => number> {
  const scripts = new Set<string>();
  let bytes = 0;
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

function framesOf({ frames }: PageFigures): Frames {
  return { p50: at(frames, 0.5), p95: at(frames, 0.95) };
}

function at(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
