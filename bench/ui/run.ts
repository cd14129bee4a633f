/**
 * `make bench-ui`: the console in Chromium with meshes of 100, 1,000 and 5,000 resources (SIZES). Prints a table for
 * docs/benchmarks.md and leaves the figures in bench/ui/results. Needs the production build and Chromium.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { AppMeshClient } from '@aws-sdk/client-app-mesh';
import { chromium } from '@playwright/test';
import { type MeshFigures, measureMesh, measureSignIn } from './measure';
import { createMesh } from './mesh';
import { startServers } from './servers';

const SIZES = (process.env.SIZES ?? '100,1000,5000').split(',').map(Number);

const servers = await startServers();
const client = new AppMeshClient({ endpoint: servers.apiUrl, region: 'us-east-1', credentials: servers.key });
const browser = await chromium.launch({
  executablePath: process.env.MESHKEEP_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const signInKb = await measureSignIn(browser, servers);
  const rows: MeshFigures[] = [];
  for (const size of SIZES) {
    const mesh = `bench-${size}`;
    await createMesh(client, mesh, size);
    console.error(`${mesh}: made`);
    rows.push(await measureMesh(browser, { servers, client, mesh, size }));
  }
  mkdirSync('bench/ui/results', { recursive: true });
  writeFileSync('bench/ui/results/figures.json', `${JSON.stringify({ signInKb, rows }, null, 2)}\n`);
  console.log(table(rows, signInKb));
} finally {
  await browser.close();
  client.destroy();
  await servers.stop();
}

function table(rows: readonly MeshFigures[], signInKb: number): string {
  const line = (label: string, of: (row: MeshFigures) => string) => `| ${label} | ${rows.map(of).join(' | ')} |`;
  const ms = (value: number | undefined) => (value === undefined ? '–' : String(Math.round(value)));
  return [
    `| resources | ${rows.map((row) => row.size.toLocaleString('en')).join(' | ')} |`,
    `| --- | ${rows.map(() => '---').join(' | ')} |`,
    line('opening to interactive, layout kept, ms', (row) => ms(row.openMs)),
    line('opening to interactive, first time (nobody has a place), ms', (row) => ms(row.firstOpenMs)),
    line('layout in the worker, first time, ms', (row) => ms(row.layoutMs)),
    line('frame at p50 / p95, panning near by, ms', (row) => `${ms(row.near.p50)} / ${ms(row.near.p95)}`),
    line('frame at p50 / p95, panning with everything in view, ms', (row) => `${ms(row.far.p50)} / ${ms(row.far.p95)}`),
    line('frame at p50 / p95, dragging a card, ms', (row) => `${ms(row.drag.p50)} / ${ms(row.drag.p95)}`),
    line('input delay at p95 (event to next frame), ms', (row) => ms(row.inputMs)),
    line('remote change to screen, median of 5, ms', (row) => ms(row.remoteMs)),
    line('JavaScript heap, MB', (row) => String(Math.round(row.heapMb))),
    line('elements of the page', (row) => String(row.elements)),
    line('compressed JavaScript of the graph page, kB', (row) => String(Math.round(row.scriptKb))),
    '',
    `Compressed JavaScript of the sign-in page: ${Math.round(signInKb)} kB.`,
  ].join('\n');
}
