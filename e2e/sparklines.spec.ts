import { countAnswers } from '../demo/testing/requests';
import { expect, test } from './support/fixtures';
import { move } from './support/routes';

const EKS_BACKEND = 'eks-backend.my-apps.svc.cluster.local';
/** Far more than the demo's own trickle, and than what other tests send to one target. */
const REQUESTS = 1500;
const BUCKET_MS = 5000;

test('the last five minutes are drawn from requests that were made, not from weights', async ({
  console: page,
  demo,
  appMesh,
}) => {
  const [frontend] = demo.frontends;
  if (!frontend) throw new Error('the demo has no frontend');
  const panel = page.getByRole('complementary', { name: /^Selection/ });
  const drawingOf = (name: string) => panel.getByRole('img', { name: `${name}, last 5 minutes.` });
  /** The most requests per second that the drawing speaks of. */
  const mostOf = async (name: string) => {
    const words = (await drawingOf(name).getAttribute('aria-label', { timeout: 2000 })) ?? '';
    return Number(/at most ([\d.,]+)\./.exec(words)?.[1]?.replace(',', ''));
  };

  await move(appMesh, demo.mesh, 100);
  await expect(async () => {
    expect([...(await countAnswers(frontend.url, EKS_BACKEND, 5)).keys()]).toEqual(['200 v1']);
  }).toPass();
  const began = Date.now();
  expect(await countAnswers(frontend.url, EKS_BACKEND, REQUESTS)).toEqual(new Map([['200 v1', REQUESTS]]));
  // So many buckets they may lie in at most.
  const least = REQUESTS / 5 / (Math.ceil((Date.now() - began) / BUCKET_MS) + 1);
  // From now on everything goes to the other one: an echo of the weights would show those requests there.
  await move(appMesh, demo.mesh, 0);

  await test.step('the target that got them shows them, the one that gets everything now does not', async () => {
    await page.goto(`/meshes/${demo.mesh}`);
    await page.getByRole('button', { name: /^Route eks-backend-route/ }).click();
    await expect(async () => {
      expect(await mostOf('eks-backend-v1')).toBeGreaterThanOrEqual(least);
      expect(await mostOf('eks-backend-v2')).toBeLessThan(least);
    }).toPass();
  });

  await test.step('the caller shows them for the service that it calls', async () => {
    await page.goto(`/meshes/${demo.mesh}?select=virtualNode//eks-frontend`);
    await expect(async () => expect(await mostOf(EKS_BACKEND)).toBeGreaterThanOrEqual(least)).toPass();
  });
  await move(appMesh, demo.mesh, 100);
});
