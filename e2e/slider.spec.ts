import { countAnswers, fiveSigma } from '../demo/testing/requests';
import { expect, test } from './support/fixtures';

const EKS_BACKEND = 'eks-backend.my-apps.svc.cluster.local';
const ECS_BACKEND = 'ecs-backend.apps.local';

test('sign in, see the four services, drag the slider to 50/50: real requests follow', async ({
  console: page,
  demo,
}) => {
  const [frontend] = demo.frontends;
  if (!frontend) throw new Error('the demo has no frontend');

  await test.step('the graph shows the four services', async () => {
    await page.getByRole('link', { name: demo.mesh }).first().click();
    for (const name of ['Virtual node eks-frontend', 'Virtual node ecs-frontend']) {
      await expect(page.getByRole('button', { name }).first()).toBeVisible();
    }
    for (const name of [EKS_BACKEND, ECS_BACKEND]) {
      await expect(page.getByRole('button', { name: `Virtual service ${name}` }).first()).toBeVisible();
    }
  });

  await test.step('at first every request goes to v1', async () => {
    expect(await countAnswers(frontend.url, EKS_BACKEND, 100)).toEqual(new Map([['200 v1', 100]]));
  });

  await test.step('drag the boundary to the middle', async () => {
    await page.getByRole('button', { name: /^Route eks-backend-route/ }).click();
    const boundary = page.getByRole('slider');
    await expect(boundary).toHaveAttribute('aria-valuenow', '100');
    const from = await boundary.boundingBox();
    const bar = await page
      .getByRole('img', { name: /^Wanted split/ })
      .locator('..')
      .boundingBox();
    if (!from || !bar) throw new Error('the slider has no box');
    const y = from.y + from.height / 2;
    await page.mouse.move(from.x + from.width / 2, y);
    await page.mouse.down();
    await page.mouse.move(bar.x + bar.width * 0.7, y, { steps: 5 });
    await page.mouse.move(bar.x + bar.width / 2, y, { steps: 5 });
    await expect(boundary).toHaveAttribute('aria-valuenow', '50');
    await page.mouse.up();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Move' }).click();
  });

  await test.step('the receipt counts both frontends', async () => {
    await expect(page.getByTestId('receipt')).toHaveText(/^On 2 of 2 proxies after [\d.]+ m?s$/);
  });

  await test.step('400 real requests divide evenly', async () => {
    const counts = await countAnswers(frontend.url, EKS_BACKEND, 400);
    const v1 = counts.get('200 v1') ?? 0;
    const v2 = counts.get('200 v2') ?? 0;
    expect(v1 + v2).toBe(400);
    const { low, high } = fiveSigma(400, 0.5);
    expect(v2).toBeGreaterThan(low);
    expect(v2).toBeLessThan(high);
  });

  await test.step('the observed split says the same', async () => {
    const { low, high } = fiveSigma(400, 0.5);
    await expect(async () => {
      const text = (await page.getByTestId('observed-split').textContent()) ?? '';
      const [first = Number.NaN, second = Number.NaN] = [...text.matchAll(/[\d.]+/g)].map(([number]) => Number(number));
      expect(first + second).toBeCloseTo(100, 0);
      expect(second).toBeGreaterThan((low / 400) * 100);
      expect(second).toBeLessThan((high / 400) * 100);
    }).toPass();
  });
});
