import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { agentBootstrap, explicitBootstrap } from './bootstrap';
import { WORKLOADS, type Workload } from './scenario';
import { readSettings } from './settings';

const folder = mkdtempSync(path.join(tmpdir(), 'meshkeep-bootstrap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Envoy's verdict on a bootstrap. */
async function validate(bootstrap: object): Promise<string> {
  const file = path.join(folder, 'bootstrap.json');
  writeFileSync(file, JSON.stringify(bootstrap));
  const { envoy } = readSettings(process.env);
  const { stdout, stderr } = await promisify(execFile)(envoy, ['--mode', 'validate', '-c', file]);
  return stdout + stderr;
}

describe('bootstraps of the demo, as Envoy sees them', () => {
  const ports = { app: 1, ingress: 2, egress: 3, admin: 4 };
  const [workload] = WORKLOADS as [Workload];

  it('accepts the explicit one', async () => {
    expect(await validate(explicitBootstrap(workload, ports, 18000))).toContain('OK');
  });

  it("accepts the agent's, which says nothing of Meshkeep and asks for no load reports", async () => {
    const bootstrap = agentBootstrap(workload, '/tmp/xds.sock');
    expect(await validate(bootstrap)).toContain('OK');
    expect(JSON.stringify(bootstrap)).not.toMatch(/meshkeep|load_stats/i);
  });
});
