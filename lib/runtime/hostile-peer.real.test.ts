/**
 * A hostile peer at the xDS port, from outside and with a stolen credential, while real Envoys are served: they get every
 * change, no request fails, and the control plane, as a process of its own, is no larger after many attacks than after
 * the first.
 */
import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { credentialMadeSchema, receiptSchema, refusedConnectionListSchema, TURNED_AWAY_REASONS } from '@/lib/model';
import { eventually } from '@/lib/xds/testing/envoy';
import { Caller } from './testing/caller';
import { SERVER_NAME, serverFiles } from './testing/certificates';
import { attack } from './testing/hostile-peer';
import { clientsOf, KEY, planeEnvironment, REGION, temporaryDirectory } from './testing/plane';
import { Program } from './testing/program';
import { startLine } from './testing/proxies';
import { createMesh, MESH, setWeights } from './testing/scenario';

const usual = getCACertificates('default');
afterEach(() => setDefaultCACertificates(usual));

/** Connections of each kind of nuisance, in one attack; there are sixteen kinds. */
const TIMES = 5;
const ATTACKS = 3;

/** Resident memory of a process, bytes. */
function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

it('serves its proxies meanwhile, stays as large as it was, and counts what it turned away', async () => {
  const files = await serverFiles(temporaryDirectory());
  setDefaultCACertificates([...usual, files.authority.certificate]);
  const program = new Program(
    planeEnvironment({
      ...files.settings,
      MESHKEEP_DATA_DIR: temporaryDirectory(),
      MESHKEEP_XDS_AUTH: 'required',
      MESHKEEP_XDS_WAITING: '300',
      MESHKEEP_XDS_WAITING_PER_ADDRESS: '200',
      MESHKEEP_XDS_WAITING_SECONDS: '3',
      // What is told apart below must get in; that connections come too fast has a test of its own.
      MESHKEEP_XDS_CONNECTIONS_PER_SECOND: '5000',
    }),
  );
  const { apiUrl, xdsPort } = await program.ready();
  const clients = clientsOf(apiUrl);
  const grant = async (resources: string[]) => {
    const answer = await signedFetch(
      { url: apiUrl, region: REGION, key: KEY },
      {
        method: 'POST',
        path: '/meshkeep/v1/proxy-credentials',
        service: 'meshkeep',
        body: JSON.stringify({ name: 'of a test', method: 'token', resources }),
      },
    );
    return credentialMadeSchema.parse(await answer.json()).token ?? '';
  };
  await createMesh(clients);
  const tls = { ca: files.ca, serverName: SERVER_NAME };
  const token = await grant([`mesh/${MESH}/virtualNode/*`]);
  const { egress } = await startLine({ ...clients, xdsPort }, { tls, token });
  const claim = `mesh/${MESH}/virtualNode/back-v2`;
  const target = { port: xdsPort, from: '127.0.0.66', token: await grant([claim]), claim };
  const refusals = async () =>
    refusedConnectionListSchema.parse(await (await clients.get(`/meshes/${MESH}/refused-connections`)).json());
  const receipt = async (revision: number) =>
    receiptSchema.parse(await (await clients.get(`/meshes/${MESH}/revisions/${revision}/receipt`)).json());

  const caller = new Caller(egress, { pauseMs: 20 });
  let [changes, after] = [0, 0];
  for (let round = 0; round < ATTACKS; round++) {
    let over = false;
    const attacking = attack(target, TIMES).finally(() => {
      over = true;
    });
    const before = changes;
    while (!over || changes === before) {
      const revision = await setWeights(clients, changes % 2, (changes + 1) % 2);
      // `front` is the one that this concerns: it acknowledges while the port is being attacked.
      await eventually(async () => (await receipt(revision)).done > 0);
      changes += 1;
    }
    await attacking;
    if (round === 0) after = memoryOf(program.pid);
  }
  await eventually(() => memoryOf(program.pid) < after * 1.3);
  await caller.stop();
  expect(caller.failures).toEqual([]);
  expect(changes).toBeGreaterThan(ATTACKS);

  const { turnedAway, refused } = await refusals();
  expect(turnedAway.map(({ reason }) => reason)).toEqual([...TURNED_AWAY_REASONS]);
  expect(turnedAway.map(({ lastPeer }) => lastPeer)).not.toContain('127.0.0.1');
  expect(refused.length).toBeLessThanOrEqual(100);
  expect(program.stderr.split('\n').length).toBeLessThan(300);
  clients.appMesh.destroy();
  clients.cloudMap.destroy();
}, 900_000);
