/** Entry of `node dist/control-plane.js`: the control plane in the foreground, stopped by SIGTERM or Ctrl-C. */
import { apiAddress, ConfigError, readConfig } from './config';
import { StartError } from './listen-error';
import { jsonLogger } from './logger';
import { type RunningControlPlane, runControlPlane } from './run-control-plane';

/** A stop that takes longer than this is ended: proxies keep serving, and nothing acknowledged is lost. */
const STOP_WITHIN_MS = 10_000;

const logger = jsonLogger();

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const running = await runControlPlane(config, logger);
  stopOnSignal(running);
  printMade(running);
  const { apiPort, xdsPort } = running;
  logger.info('ready', {
    api: apiAddress(config, apiPort),
    xds: `${config.host}:${xdsPort}`,
    data: config.dataDir,
  });
}

/** Secrets that the first start made are shown here and never again. */
function printMade({ made }: RunningControlPlane): void {
  const lines = [
    ...(made.person ? [`  name       ${made.person.name}`, `  password   ${made.person.password ?? ''}`] : []),
    ...(made.accessKey ? [`  access key ${made.accessKey.id}`, `  secret     ${made.accessKey.secret}`] : []),
  ];
  if (lines.length === 0) return;
  console.log(['Made by this first start, and not shown again (administrator):', ...lines].join('\n'));
}

function stopOnSignal(running: RunningControlPlane): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info('stopping', { signal });
    setTimeout(() => {
      logger.error('could not stop in time');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** What a person can mend is said in plain words; anything else with its trace. */
function fail(error: unknown): never {
  const known = error instanceof ConfigError || error instanceof StartError || isStoreError(error);
  const words = error instanceof Error ? (known ? error.message : error.stack) : String(error);
  console.error(`Meshkeep's control plane cannot start.\n${words ?? error}`);
  process.exit(1);
}

function isStoreError(error: unknown): boolean {
  return error instanceof Error && error.name === 'StoreError';
}

main().catch(fail);
