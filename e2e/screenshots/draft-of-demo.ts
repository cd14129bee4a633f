import { type AppMeshClient, DescribeRouteCommand } from '@aws-sdk/client-app-mesh';
import type { Page } from '@playwright/test';
import type { DemoInfo } from '../../demo/demo';

const ROUTER = 'eks-backend-router';
const ROUTE = 'eks-backend-route';

/** The demo's draft for the pictures: a quarter of the traffic to the second target. Made once; answers its id. */
export async function draftWithNewSplit(page: Page, demo: DemoInfo, appMesh: AppMeshClient): Promise<string> {
  const address = `/api/meshkeep/meshes/${demo.mesh}/drafts`;
  const headers = { origin: new URL(demo.consoleUrl).origin };
  const name = 'Send a quarter to v2';
  const { drafts } = await (await page.request.get(address)).json();
  const known = drafts.find((draft: { name: string }) => draft.name === name);
  if (known) return known.id;
  const { id } = await (await page.request.post(address, { headers, data: { name } })).json();
  const ref = { kind: 'route', parent: ROUTER, name: ROUTE };
  const spec = await withNewSplit(demo, appMesh);
  const answer = await page.request.post(`${address}/${id}/changes`, {
    headers,
    data: { edits: [{ op: 'put', ref, spec }] },
  });
  if (!answer.ok()) throw new Error(`the draft could not be made: ${await answer.text()}`);
  return id;
}

async function withNewSplit({ mesh }: DemoInfo, appMesh: AppMeshClient) {
  const where = { meshName: mesh, virtualRouterName: ROUTER, routeName: ROUTE };
  const { route } = await appMesh.send(new DescribeRouteCommand(where));
  const http = route?.spec?.httpRoute;
  const weightedTargets = http?.action?.weightedTargets?.map((target, index) => ({
    ...target,
    weight: [75, 25][index],
  }));
  return { ...route?.spec, httpRoute: { ...http, action: { weightedTargets } } };
}
