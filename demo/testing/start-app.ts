import { spawn } from 'node:child_process';
import path from 'node:path';
import { waitForHttp } from '../wait';
import { freePortRange } from './free-ports';

export interface RunningApp {
  port: number;
  url: string;
  stop(): void;
}

/** Starts the demo's application on a free port of 127.0.0.1. */
export async function startApp(env: Readonly<Record<string, string>>): Promise<RunningApp> {
  const port = await freePortRange(1);
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../app.ts')], {
    env: { PATH: process.env.PATH, NODE_ENV: 'test', APP_PORT: String(port), ...env },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  await waitForHttp('the app', `${url}/ready`);
  return { port, url, stop: () => child.kill() };
}
