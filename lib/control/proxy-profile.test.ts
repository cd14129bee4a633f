import { describe, expect, it } from 'vitest';
import { parseDataplane, profileVersion } from './proxy-profile';

const full = {
  dataplane: 'explicit',
  address: '127.0.0.1',
  listeners: [{ port: 8080, ingressPort: 15010, appAddress: '127.0.0.1', appPort: 9001 }],
  egressPort: 15011,
  tcp: [{ virtualService: 'db.local', port: 3306, localPort: 15012 }],
};

const without = (key: keyof typeof full) => {
  const { [key]: _, ...rest } = full;
  return { meshkeep: rest };
};

describe('parseDataplane', () => {
  it('is interception without metadata of ours', () => {
    expect(parseDataplane({ 'aws.appmesh.platformInfo': {} })).toEqual({ dataplane: { mode: 'intercept' } });
    expect(parseDataplane({ meshkeep: { dataplane: 'intercept' } })).toEqual({ dataplane: { mode: 'intercept' } });
  });

  it('reads explicit mode', () => {
    const { dataplane: _, ...rest } = full;
    expect(parseDataplane({ meshkeep: full })).toEqual({ dataplane: { mode: 'explicit', ...rest } });
  });

  it.each(Object.keys(full) as (keyof typeof full)[])('names the key when %s is missing', (key) => {
    expect(parseDataplane(without(key))).toEqual({ problem: `node.metadata.meshkeep.${key} is missing` });
  });

  it.each(['port', 'ingressPort', 'appAddress', 'appPort'] as const)(
    'names listeners[0].%s when it is missing',
    (key) => {
      const { [key]: _, ...listener } = full.listeners[0] ?? {};
      expect(parseDataplane({ meshkeep: { ...full, listeners: [listener] } })).toEqual({
        problem: `node.metadata.meshkeep.listeners[0].${key} is missing`,
      });
    },
  );

  it.each([
    [{ ...full, address: 'localhost' }, 'address: must be an IPv4 or IPv6 address'],
    [{ ...full, egressPort: 0 }, 'egressPort'],
    [{ ...full, egressPort: 15010.5 }, 'egressPort'],
    [{ ...full, egressPort: '15011' }, 'egressPort'],
    [{ ...full, egressPort: 15010 }, 'listeners[0].ingressPort: port 15010 is used twice'],
    [
      { ...full, tcp: [{ virtualService: 'a', port: 1, localPort: 15010 }] },
      'tcp[0].localPort: port 15010 is used twice',
    ],
    [{ ...full, dataplane: 'magic' }, 'dataplane must be "explicit" or "intercept"'],
    ['explicit', 'must be an object'],
  ])('refuses %j', (meshkeep, text) => {
    expect(parseDataplane({ meshkeep })).toHaveProperty('problem', expect.stringContaining(text));
  });
});

describe('profileVersion', () => {
  it('takes what the proxy says, else the AWS image’s newest known one', () => {
    expect(profileVersion([1, 40, 0])).toEqual([1, 40]);
    expect(profileVersion(undefined)).toEqual([1, 34]);
  });
});
