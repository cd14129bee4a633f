/** `make demo`: starts the demo, says when it is ready and how to get in, and ends everything on Ctrl-C or SIGTERM. */
import { startDemo } from './demo';
import { readSettings } from './settings';
import { runUntilSignal } from './until-signal';

await runUntilSignal(async (fail, cancelled) => {
  const settings = readSettings(process.env);
  console.log('Starting control plane, console, six applications and their Envoys …');
  const demo = await startDemo(settings, fail, cancelled);
  const seconds = (performance.now() / 1000).toFixed(1);
  console.log(`
Ready after ${seconds} s.

  console   ${demo.info.consoleUrl}
  user      ${demo.info.username}
  password  ${demo.info.password}

Open the mesh ${demo.info.mesh}, click a route and drag its slider; or ask by hand:
  curl ${demo.info.frontends[0]?.url}/call/eks-backend.my-apps.svc.cluster.local

API ${demo.info.apiUrl} · xDS ${demo.info.xdsAddress} · all addresses and keys: ${settings.dir}.json
Ctrl-C stops everything; the data stays (make clean-demo forgets it).
`);
  return demo.stop;
});
