import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_TABLE, shapeOf } from '@/lib/model';
import { type ConstraintCase, constraintCases } from '@/lib/model/testing/constraint-cases';
import { type Harness, startHarness } from '../testing/harness';
import { type RawCall, sendSigned } from '../testing/raw-client';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

/** Puts an input on the wire as the API table says; undefined where the fault cannot travel. */
function toCall({ operation, input, path, code }: ConstraintCase): RawCall | undefined {
  const api = API_TABLE.operations[operation];
  const members = shapeOf(api?.input ?? '').members ?? {};
  const location = members[path.split(/[.[]/)[0] ?? '']?.location;
  // Text is all that paths and queries carry, and a member of the path is always there.
  if (location === 'uri' && code !== 'text-length') return undefined;
  if (location && code === 'not-well-formed') return undefined;
  const body: Record<string, unknown> = {};
  const query: Record<string, string> = {};
  let uri = api?.uri ?? '';
  for (const [name, value] of Object.entries(input)) {
    const member = members[name];
    if (member?.location === 'uri') uri = uri.replace(`{${name}}`, encodeURIComponent(String(value)));
    else if (member?.location === 'querystring') query[name] = String(value);
    else body[name] = value;
  }
  const call = { method: api?.method ?? '', path: uri, query };
  return api?.method === 'PUT' ? { ...call, body: JSON.stringify(body) } : call;
}

/** A number in a query is text for a text member: no fault. */
const travels = ({ title, path }: ConstraintCase) =>
  !(/^(meshOwner|nextToken|resourceArn)$/.test(path) && title.endsWith('is a number'));

/** Requests in flight at once. */
const AT_ONCE = 20;

async function expectRefused(one: ConstraintCase, call: RawCall): Promise<void> {
  const answer = await sendSigned(harness.url, call);
  expect(answer.status, one.title).toBe(400);
  expect(answer.headers['x-amzn-errortype'], one.title).toBe('BadRequestException');
  expect(answer.json.message, one.title).toContain(`${one.path}: `);
}

describe('every constraint of the API table, over the wire', () => {
  it('is refused with the path of the bad member, and nothing is stored', async () => {
    const calls = constraintCases()
      .filter(travels)
      .flatMap((one) => {
        const call = toCall(one);
        return call ? [{ one, call }] : [];
      });
    expect(calls.length).toBeGreaterThan(2500);
    for (let i = 0; i < calls.length; i += AT_ONCE) {
      await Promise.all(calls.slice(i, i + AT_ONCE).map(({ one, call }) => expectRefused(one, call)));
    }
    expect(await harness.store.read((tx) => tx.allMeshes())).toEqual([]);
    expect(harness.errors).toEqual([]);
  });
});
