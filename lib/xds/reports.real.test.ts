import { expect, it } from 'vitest';
import { ACCESS_LOG_CLUSTER, accessLogName } from '@/lib/model';
import { eventually, RealEnvoy } from './testing/envoy';
import { Harness } from './testing/harness';
import {
  edsCluster,
  grpcAccessLog,
  httpListener,
  loadAssignment,
  staticCluster,
  weightedRoutes,
} from './testing/real-resources';
import { config } from './testing/resources';
import { backend, call, freePort } from './testing/traffic';

const GROUP = 'mesh/m/virtualNode/n';

it('Envoy reports its requests by access log and by load report, as they were counted', async () => {
  const harness = await Harness.start();
  const ports = { a: await backend('a'), listen: await freePort() };
  const first = {
    cluster: [edsCluster('a'), edsCluster('empty'), staticCluster(ACCESS_LOG_CLUSTER, harness.port, { http2: true })],
    endpoint: [loadAssignment('a', [ports.a]), loadAssignment('empty', [])],
    listener: [
      httpListener('l', ports.listen, 'r', {
        accessLog: grpcAccessLog(ACCESS_LOG_CLUSTER, accessLogName('egress', 100)),
      }),
    ],
    route: [weightedRoutes('r', { a: 1 })],
  };
  harness.server.publish(GROUP, config(first), 1);
  await RealEnvoy.start({ xdsPort: harness.port, protocol: 'delta', loadReports: true });
  const entries = () => harness.of('accessLog').flatMap((event) => event.entries);
  await eventually(async () => (await call(ports.listen)).status === 200);
  for (let count = 0; count < 30; count++) await call(ports.listen);
  await harness.until(() => entries().filter((entry) => entry.status === 200).length === 31);
  const served = entries().filter((entry) => entry.upstreamCluster === 'a');
  expect(served).toHaveLength(31);
  expect(served[0]).toMatchObject({
    protocol: 'http',
    routeName: 'service/router/route',
    method: 'GET',
    path: '/',
    authority: `127.0.0.1:${ports.listen}`,
    responseFlags: [],
    weight: 1,
  });
  expect(Math.abs((served[0]?.startedAt ?? 0) - Date.now())).toBeLessThan(120_000);
  expect(harness.of('accessLog')[0]).toMatchObject({ nodeId: GROUP, logName: 'meshkeep:egress:100' });

  const issued = () =>
    harness
      .of('load')
      .flatMap((event) => event.clusters)
      .filter((load) => load.cluster === 'a');
  await harness.until(() => issued().reduce((sum, load) => sum + load.successful, 0) === 31);
  expect(harness.of('load')[0]).toMatchObject({ nodeId: GROUP });

  harness.server.publish(GROUP, config({ ...first, route: [weightedRoutes('r', { empty: 1 })] }), 2);
  await eventually(async () => (await call(ports.listen)).status === 503);
  await harness.until(() => entries().some((entry) => entry.status === 503));
  expect(entries().find((entry) => entry.status === 503)).toMatchObject({
    responseFlags: ['UH'],
    routeName: 'service/router/route',
    upstreamCluster: '', // Envoy names a cluster only when it had a host to pick
  });
});
