/** Frame of the demo's commands: start, say how to get in, wait for Ctrl-C, SIGTERM or a failure, stop. */
import path from 'node:path';
import type { DataPlane } from './data-plane';
import { type Demo, startDemo } from './demo';
import type { DemoSettings } from './settings';

/**
 * Runs the demo until a signal comes, a program keeps failing, or the process that started us is gone (killed without
 * a word). Never returns: exit code 0 after a signal, 1 after a failure.
 */
export async function runDemo(choose: () => { settings: DemoSettings; plane: DataPlane }): Promise<never> {
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const cancel = new AbortController();
  const fail = (error: Error) => {
    console.error(`\n${error.message}`);
    end(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(0), 1000).unref();

  const starting = begin(choose, fail, cancel.signal);
  starting.catch(fail);
  const code = await ended;
  console.log('Stopping …');
  cancel.abort();
  const demo = await starting.catch(() => undefined);
  await demo?.stop();
  process.exit(code);
}

async function begin(
  choose: () => { settings: DemoSettings; plane: DataPlane },
  onFailure: (error: Error) => void,
  cancelled: AbortSignal,
): Promise<Demo> {
  const { settings, plane } = choose();
  console.log('Starting control plane, console, six applications and their Envoys …');
  const demo = await startDemo(settings, plane, { onFailure, cancelled });
  console.log(welcome(demo, settings.dir));
  return demo;
}

function welcome({ info }: Demo, dir: string): string {
  return `
Ready after ${(performance.now() / 1000).toFixed(1)} s.

  console   ${info.consoleUrl}
  user      ${info.username}
  password  ${info.password}

Open the mesh ${info.mesh}, click a route and drag its slider; or ask by hand:
  curl ${info.frontends[0]?.url}/call/eks-backend.my-apps.svc.cluster.local

API ${info.apiUrl} · xDS ${info.xdsAddress} · all addresses and keys: ${path.relative('.', dir)}.json
Ctrl-C stops everything; the data stays (make clean-demo forgets it).
`;
}
