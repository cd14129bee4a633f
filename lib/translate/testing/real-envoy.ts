/** A real Envoy that serves a rendered configuration, made static, on 127.0.0.1. For tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Json, staticConfig } from '@/lib/envoy-check';
import type { RenderedConfig } from '../types';
import { decoded, type Output } from './case';

const BINARY = process.env.MESHKEEP_ENVOY ?? join(import.meta.dirname, '../../../.venv/bin/envoy');

export interface RealEnvoy {
  /** Port that a listener got: a configuration may ask for port 0. */
  port(listener: string): number;
  stop(): Promise<void>;
}

/** Starts Envoy and waits until it serves. */
export async function startEnvoy(config: RenderedConfig): Promise<RealEnvoy> {
  const directory = await mkdtemp(join(tmpdir(), 'meshkeep-real-envoy-'));
  const adminFile = join(directory, 'admin');
  await writeFile(join(directory, 'envoy.json'), JSON.stringify(bootstrap(config)));
  const child = spawn(
    BINARY,
    ['-c', join(directory, 'envoy.json'), '--admin-address-path', adminFile, '--use-dynamic-base-id'].concat([
      '--concurrency',
      '1',
      '--log-level',
      'warn',
    ]),
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const stop = async () => {
    await end(child);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const admin = await ready(child, adminFile, () => log);
    const ports = await listenerPorts(admin);
    return { port: (listener) => known(ports, listener), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function bootstrap(config: RenderedConfig): Json {
  const list = (output: Output) => decoded(config, output) as Json[];
  const made = staticConfig({
    clusters: list('clusters'),
    endpoints: list('endpoints'),
    listeners: list('listeners'),
    routes: list('routes'),
    secrets: list('secrets'),
  });
  return {
    ...(made.config as { [member: string]: Json }),
    node: { id: 'mesh/test/virtualNode/front', cluster: 'test' },
    admin: { address: { socket_address: { address: '127.0.0.1', port_value: 0 } } },
  };
}

async function ready(child: ChildProcess, adminFile: string, log: () => string): Promise<string> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Envoy ended with ${child.exitCode}:\n${log()}`);
    if (existsSync(adminFile)) {
      const admin = (await readFile(adminFile, 'utf8')).trim();
      const answer = await fetch(`http://${admin}/ready`).catch(() => undefined);
      if (answer?.status === 200) return admin;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function listenerPorts(admin: string): Promise<Map<string, number>> {
  const answer = await fetch(`http://${admin}/listeners?format=json`);
  const { listener_statuses: all = [] } = (await answer.json()) as {
    listener_statuses?: { name: string; local_address: { socket_address: { port_value: number } } }[];
  };
  return new Map(all.map((one) => [one.name, one.local_address.socket_address.port_value]));
}

function known(ports: ReadonlyMap<string, number>, listener: string): number {
  const port = ports.get(listener);
  if (port === undefined) throw new Error(`Envoy has no listener ${listener}, only ${[...ports.keys()].join(', ')}`);
  return port;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
