import { expect, it } from 'vitest';
import { judgeTrace } from './sync-trace';

const WRITE = '7 pwrite64(18</data/meshkeep.db-wal>, "\\0"..., 4096, 32) = 4096';
const SYNC = '7 fdatasync(18</data/meshkeep.db-wal>) = 0';
const ACK = '7 write(1<pipe:[42]>, "ack 1\\n", 6) = 6';

const judge = (...lines: string[]) => judgeTrace(lines.join('\n'));

it('is content when the log was synced between its last write and the acknowledgement', () => {
  expect(judge(WRITE, WRITE, SYNC, ACK, WRITE, SYNC, ACK)).toEqual({ acknowledged: 2, faults: [] });
});

it.each([
  ['no sync', [WRITE, ACK], 'acknowledgement 1: 1 writes to the log were not synced'],
  ['a write after the sync', [WRITE, SYNC, WRITE, ACK], 'acknowledgement 1: 1 writes to the log were not synced'],
  ['the sync after the answer', [WRITE, ACK, SYNC], 'acknowledgement 1: 1 writes to the log were not synced'],
  ['a failed sync', [WRITE, SYNC.replace('= 0', '= -1 EIO (Input/output error)'), ACK], 'were not synced'],
  ['the sync of another file', [WRITE, SYNC.replace('-wal', ''), ACK], 'were not synced'],
  ['no write', [WRITE, SYNC, ACK, ACK], 'acknowledgement 2: nothing was written to the log before it'],
])('complains about %s', (_, lines, fault) => {
  expect(judge(...lines).faults.join()).toContain(fault);
});
