import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_TABLE } from '@/lib/model';
import { constraintCases } from '@/lib/model/testing/constraint-cases';
import type { RawRequest } from '../http';
import { createExample } from '../testing/example-mesh';
import { ACCOUNT, type Harness, REGION, startHarness } from '../testing/harness';
import { createAppMeshDoor } from './door';

let harness: Harness;
const errors: unknown[] = [];
beforeAll(async () => {
  harness = await startHarness();
  await createExample(harness.client());
});
afterAll(() => harness.close());

/** The door itself, for a caller who may do everything: what it does with any input. */
function answerTo(request: Pick<RawRequest, 'method' | 'rawPath' | 'rawQuery'> & { body: string }) {
  const writer = { door: 'sdk' as const, who: 'fuzz', userAgent: '' };
  const door = createAppMeshDoor({
    service: harness.service,
    authenticate: async () => ({
      ok: true,
      caller: { account: ACCOUNT, region: REGION, role: 'administrator', writer },
      signingName: 'appmesh',
    }),
    random: { uuid: () => randomUUID() },
    logger: { info: () => {}, warn: () => {}, error: (...args) => void errors.push(args) },
  });
  const body = new TextEncoder().encode(request.body);
  const { signal } = new AbortController();
  return door({ ...request, headers: {}, body, bodyTooLarge: false, peer: '', signal });
}

/** Every answer is JSON and none says that the server is at fault. */
async function expectSound(request: Parameters<typeof answerTo>[0]): Promise<void> {
  const answer = await answerTo(request);
  expect(answer.status, JSON.stringify([request, answer.body, errors])).toBeLessThan(500);
  expect(JSON.parse(String(answer.body))).toBeTypeOf('object');
}

const operation = fc.constantFrom(...Object.values(API_TABLE.operations));
const segment = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'shop',
    'colour',
    'colour-v1',
    'all',
    'front',
    'in',
    '__proto__',
    'constructor',
    '..',
    '%',
    '%00',
    '%2F',
  ),
);
const key = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'limit', 'nextToken', 'resourceArn', 'meshOwner', 'toString'),
);
const query = fc
  .array(fc.tuple(key, fc.string({ unit: 'binary' })))
  .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));

describe('the door bears anything', () => {
  it('any path, query and body', async () => {
    await fc.assert(
      fc.asyncProperty(
        operation,
        fc.array(segment),
        query,
        fc.string(),
        async ({ method, uri }, segments, rawQuery, body) => {
          const filled = [...segments];
          const rawPath = uri.replace(/\{\w+\}/g, () => filled.pop() ?? 'shop');
          await expectSound({ method, rawPath, rawQuery, body });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('any JSON in the place of any member', async () => {
    const cases = constraintCases().filter((c) => /^(Create|Update)/.test(c.operation));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cases), fc.jsonValue(), async ({ operation: name, sound, path }, value) => {
        const input = structuredClone(sound);
        replaceAt(
          input,
          path.split(/[.[\]]+/).filter((step) => step !== ''),
          value,
        );
        const { method = '', uri = '' } = API_TABLE.operations[name] ?? {};
        const rawPath = uri.replace('{meshName}', 'shop').replace(/\{\w+\}/g, 'colour');
        await expectSound({ method, rawPath, rawQuery: '', body: JSON.stringify(input) });
      }),
      { numRuns: 2000 },
    );
  });
});

function replaceAt(input: unknown, steps: string[], value: unknown): void {
  const last = steps.pop() ?? '';
  const parent = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], input);
  (parent as Record<string, unknown>)[last] = value;
}
