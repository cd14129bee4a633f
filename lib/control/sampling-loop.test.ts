import { describe, expect, it } from 'vitest';
import { type Group, Groups } from './groups';
import { RAISE_AFTER_SECONDS } from './sampling';
import { SamplingLoop } from './sampling-loop';

function group(sampling: SamplingLoop): Group {
  return new Groups().ensure(
    {
      mesh: { account: '000000000000', region: 'us-east-1', mesh: 'm' },
      resource: { kind: 'virtualNode', name: 'n' },
      dataplane: { mode: 'intercept' },
      envoyVersion: [1, 40],
      logAddress: { host: '127.0.0.1', port: 18000 },
      mayHoldKeys: false,
    },
    (id) => sampling.percentOf(id),
  );
}

/** Seconds of logging at a rate; returns the groups that changed. */
function log(sampling: SamplingLoop, one: Group, rate: number, from: number, seconds: number): Group[] {
  const changed: Group[] = [];
  for (let second = from; second < from + seconds; second++) {
    const entries = Math.round((rate * one.samplePercent) / 100);
    if (entries > 0) sampling.logged(one, 'p', entries, second * 1000);
    changed.push(...sampling.tick([one], second * 1000 + 999));
  }
  return changed;
}

describe('SamplingLoop', () => {
  it('leaves a moderate rate alone', () => {
    const sampling = new SamplingLoop();
    const one = group(sampling);
    expect(log(sampling, one, 150, 0, 60)).toEqual([]);
    expect(one.profile.accessLog?.samplePercent).toBe(100);
  });

  it('lowers within seconds when a proxy logs too much, and does not swing', () => {
    const sampling = new SamplingLoop();
    const one = group(sampling);
    expect(log(sampling, one, 1000, 0, 12)).toEqual([one]);
    expect(one.profile.accessLog?.samplePercent).toBe(10);
    expect(log(sampling, one, 1000, 12, 2 * RAISE_AFTER_SECONDS)).toEqual([]);
  });

  it('raises again after a long quiet', () => {
    const sampling = new SamplingLoop();
    const one = group(sampling);
    log(sampling, one, 1000, 0, 12);
    log(sampling, one, 10, 12, RAISE_AFTER_SECONDS - 5);
    expect(one.samplePercent).toBe(10);
    log(sampling, one, 10, RAISE_AFTER_SECONDS + 7, 2 * RAISE_AFTER_SECONDS);
    expect(one.samplePercent).toBe(100);
  });

  it('keeps its percentages over a restart, so that the same proxies get the same bytes', () => {
    const before = new SamplingLoop();
    const one = group(before);
    log(before, one, 1000, 0, 12);
    const after = new SamplingLoop(JSON.parse(JSON.stringify(before.toStored())));
    expect(group(after).profile).toEqual(one.profile);
  });
});
