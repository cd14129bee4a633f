/** Somebody means harm on the xDS port, while a real Envoy is served: it gets every change, and memory stays flat. */
import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Caller } from './testing/caller';
import { countAnswers } from './testing/calls';
import { SERVER_NAME, serverFiles } from './testing/certificates';
import { ATTACKS } from './testing/hostile-peer';
import { clientsOf, planeEnvironment, temporaryDirectory } from './testing/plane';
import { Program } from './testing/program';
import { startLine } from './testing/proxies';
import { createMesh, MESH, setWeights } from './testing/scenario';

const usual = getCACertificates('default');
afterEach(() => setDefaultCACertificates(usual));

/** Growth from one round of attacks to the same round again that is still called flat. */
const FLAT = 1.2;

function residentKb(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

describe('a hostile peer on the xDS port', () => {
  it('harms nobody else', { timeout: 300_000 }, async () => {
    const files = await serverFiles(temporaryDirectory());
    setDefaultCACertificates([...usual, files.authority.certificate]);
    const program = new Program(planeEnvironment({ MESHKEEP_DATA_DIR: temporaryDirectory(), ...files.settings }));
    const { apiUrl, xdsPort } = await program.ready();
    const clients = clientsOf(apiUrl);
    await createMesh(clients);
    const tls = { ca: files.ca, serverName: SERVER_NAME };
    const { egress } = await startLine({ ...clients, xdsPort }, { tls });
    const caller = new Caller(egress, { pauseMs: 5 });

    let wanted: 'one' | 'two' = 'one';
    const changes = async () => {
      wanted = wanted === 'one' ? 'two' : 'one';
      await setWeights(clients, wanted === 'one' ? 100 : 0, wanted === 'two' ? 100 : 0);
      const name = wanted === 'one' ? 'v1' : 'v2';
      await vi.waitFor(async () => expect(await countAnswers(egress, 5)).toEqual({ [name]: 5 }), {
        timeout: 60_000,
        interval: 20,
      });
    };
    const round = async () => {
      for (const [name, attack] of Object.entries(ATTACKS)) {
        let done = false;
        const attacking = attack({ port: xdsPort, node: `mesh/${MESH}/virtualNode/back-v1` }).finally(() => {
          done = true;
        });
        do await changes();
        while (!done);
        await attacking;
        expect(caller.failures, name).toEqual([]);
      }
    };
    // The heap grows to what such a time needs, and stays there.
    await round();
    await round();
    const before = residentKb(program.pid);
    await round();
    await vi.waitFor(() => expect(residentKb(program.pid)).toBeLessThan(before * FLAT), { timeout: 60_000 });
    await caller.stop();
    expect(caller.failures).toEqual([]);

    const lines = program.stderr.split('\n');
    const refused = (what: string) => lines.filter((line) => line.includes(what)).length;
    // Sparingly, however many there were: thousands of connections and names.
    expect(refused('a connection to the xDS port was refused')).toBeGreaterThan(0);
    expect(refused('proxy refused')).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(500);
    clients.appMesh.destroy();
    clients.cloudMap.destroy();
  });
});
