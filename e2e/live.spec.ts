import { UpdateRouteCommand } from '@aws-sdk/client-app-mesh';
import { SERVICES } from '../demo/scenario';
import { expect, test } from './support/fixtures';

const [, ecsBackend] = SERVICES;
if (!ecsBackend) throw new Error('the scenario has no second service');

/** The weights of the ECS side's route, as an SDK user changes them. */
function reweigh(mesh: string, v1: number): UpdateRouteCommand {
  const weights = [v1, 100 - v1];
  const weightedTargets = ecsBackend?.targets.map(({ virtualNode }, index) => ({
    virtualNode,
    weight: weights[index] ?? 0,
  }));
  return new UpdateRouteCommand({
    meshName: mesh,
    virtualRouterName: ecsBackend?.router,
    routeName: ecsBackend?.route,
    spec: { httpRoute: { match: { prefix: '/' }, action: { weightedTargets } } },
  });
}

test('what another client changes appears without reload', async ({ console: page, demo, appMesh }) => {
  await page.goto(`/meshes/${demo.mesh}?select=route/${ecsBackend.router}/${ecsBackend.route}`);
  const slider = page.getByRole('slider');
  await expect(slider).toBeVisible();
  await appMesh.send(reweigh(demo.mesh, 70));
  await expect(slider).toHaveAttribute('aria-valuenow', '70');
  await appMesh.send(reweigh(demo.mesh, 90));
  await expect(slider).toHaveAttribute('aria-valuenow', '90');
});

test('what changes before the stream of events is up appears, too', async ({ console: page, demo, appMesh }) => {
  await appMesh.send(reweigh(demo.mesh, 80));
  const changed = Promise.withResolvers<void>();
  await page.route('**/api/events*', async (route) => {
    await changed.promise;
    await route.continue();
  });
  await page.goto(`/meshes/${demo.mesh}?select=route/${ecsBackend.router}/${ecsBackend.route}`);
  const slider = page.getByRole('slider');
  await expect(slider).toHaveAttribute('aria-valuenow', '80');
  await appMesh.send(reweigh(demo.mesh, 65));
  changed.resolve();
  await expect(slider).toHaveAttribute('aria-valuenow', '65');
});

test('a browser that is offline for a while says so, and catches up', async ({ console: page, demo, appMesh }) => {
  await page.goto(`/meshes/${demo.mesh}?select=route/${ecsBackend.router}/${ecsBackend.route}`);
  const slider = page.getByRole('slider');
  await expect(slider).toBeVisible();
  await appMesh.send(reweigh(demo.mesh, 80));
  await expect(slider).toHaveAttribute('aria-valuenow', '80');

  const lost = page.getByRole('button', { name: 'Connection lost — reconnecting' });
  await page.context().setOffline(true);
  await expect(lost).toBeVisible();
  await appMesh.send(reweigh(demo.mesh, 60));
  await expect(slider).toHaveAttribute('aria-valuenow', '80');

  await page.context().setOffline(false);
  await expect(slider).toHaveAttribute('aria-valuenow', '60');
  await expect(lost).toBeHidden();
});

test('the slider obeys the keyboard: arrows preview, Esc takes back, letting go writes', async ({
  console: page,
  demo,
  appMesh,
}) => {
  await appMesh.send(reweigh(demo.mesh, 60));
  await page.goto(`/meshes/${demo.mesh}?select=route/${ecsBackend.router}/${ecsBackend.route}`);
  const slider = page.getByRole('slider');
  await expect(slider).toHaveAttribute('aria-valuenow', '60');
  await slider.focus();
  await page.keyboard.down('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuenow', '59');
  await page.keyboard.press('Escape');
  await page.keyboard.up('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuenow', '60');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuenow', '50');
  await expect(page.getByTestId('receipt')).toHaveText(/^On 2 of 2 proxies after [\d.]+ m?s$/);
});
