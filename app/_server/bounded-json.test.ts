import { describe, expect, it } from 'vitest';
import { boundedJson } from './bounded-json';

const post = (body: string) => new Request('http://console/x', { method: 'POST', body });

describe('boundedJson', () => {
  it('reads up to the limit', async () => {
    expect(await boundedJson(post('{"a":"é"}'), 10)).toEqual({ a: 'é' });
  });

  it('refuses what is longer', async () => {
    await expect(boundedJson(post('{"a":"éé"}'), 10)).rejects.toMatchObject({ status: 413, code: 'limit-exceeded' });
  });

  it.each(['', '{', 'hello'])('refuses what is no JSON: %j', async (body) => {
    await expect(boundedJson(post(body), 10)).rejects.toMatchObject({ status: 400, code: 'bad-request' });
  });
});
