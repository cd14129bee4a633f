import { type AppMeshClient, DescribeRouteCommand, UpdateRouteCommand } from '@aws-sdk/client-app-mesh';

const ROUTE = { virtualRouterName: 'eks-backend-router', routeName: 'eks-backend-route' };

/** Weights of the demo's route by target, as the API has them. */
export async function weights(appMesh: AppMeshClient, meshName: string): Promise<number[]> {
  const { route } = await appMesh.send(new DescribeRouteCommand({ meshName, ...ROUTE }));
  return (route?.spec?.httpRoute?.action?.weightedTargets ?? []).map(({ weight }) => weight ?? Number.NaN);
}

/** Sets the first target's weight, the second gets the rest to 100. */
export async function move(appMesh: AppMeshClient, meshName: string, first: number): Promise<void> {
  const { route } = await appMesh.send(new DescribeRouteCommand({ meshName, ...ROUTE }));
  const http = route?.spec?.httpRoute;
  if (!route?.spec || !http?.match) throw new Error('the route has no HTTP match');
  const weightedTargets = (http.action?.weightedTargets ?? []).map((target, i) => ({
    virtualNode: target.virtualNode,
    weight: i === 0 ? first : 100 - first,
  }));
  const spec = { ...route.spec, httpRoute: { ...http, match: http.match, action: { weightedTargets } } };
  await appMesh.send(new UpdateRouteCommand({ meshName, ...ROUTE, spec }));
}
