/**
 * `meshkeep-sidecar [run|health|intercept|bootstrap]`: the one program of the sidecar image (README.md). `run` writes
 * the bootstrap and keeps Envoy running; `health` is the probe; `intercept` sets the iptables rules of the init
 * container; `bootstrap` prints the bootstrap.
 */
import { readFileSync } from 'node:fs';
import { ask } from './admin';
import { type Bootstraps, writeBootstraps } from './bootstrap-files';
import { ConfigCache } from './cache';
import { intercept } from './intercept';
import { stderrLog as log } from './log';
import { Management, ownSocket } from './management';
import { readSettings, type Settings } from './settings';
import { type Status, Supervisor } from './supervisor';

async function prepared(): Promise<{ settings: Settings; bootstraps: Bootstraps }> {
  const settings = readSettings(process.env);
  for (const warning of settings.warnings) log('warning', warning);
  return { settings, bootstraps: await writeBootstraps(settings, process.env) };
}

async function run(): Promise<number> {
  const { settings, bootstraps } = await prepared();
  const { cacheDir, input } = settings;
  const cache = cacheDir && input ? new ConfigCache(cacheDir, input.resource.nodeId, log) : undefined;
  const supervisor = new Supervisor(settings, bootstraps, cache, log);
  const management = new Management(settings, supervisor);
  await management.listen();
  for (const signal of ['SIGTERM', 'SIGQUIT', 'SIGINT'] as const) process.on(signal, () => void supervisor.stop());
  const code = await supervisor.run();
  management.close();
  return code;
}

/** 0 = healthy. Nothing but the reason is printed. */
async function health(): Promise<number> {
  const runDir = process.env.MESHKEEP_RUN_DIR?.trim() || '/tmp/meshkeep';
  const { text } = await ask(ownSocket({ runDir }), 'GET', '/status');
  const status = JSON.parse(text) as Status;
  console.log(
    `${status.healthStatus}: Envoy is ${status.envoyState}, configuration from ${status.configurationSource}`,
  );
  return status.healthStatus === 'HEALTHY' ? 0 : 1;
}

async function printBootstrap(): Promise<number> {
  const { bootstraps } = await prepared();
  process.stdout.write(readFileSync(bootstraps.controlPlane, 'utf8'));
  return 0;
}

const COMMANDS: Readonly<Record<string, () => Promise<number>>> = {
  run,
  health,
  intercept: () => intercept(process.env).then(() => 0),
  bootstrap: printBootstrap,
};

const [name = 'run', ...more] = process.argv.slice(2);
const command = more.length === 0 ? COMMANDS[name] : undefined;
if (!command) {
  console.error(`usage: meshkeep-sidecar [${Object.keys(COMMANDS).join('|')}]`);
  process.exit(2);
}
command().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    log('error', cause instanceof Error ? cause.message : String(cause));
    process.exit(1);
  },
);
