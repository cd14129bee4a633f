import { create, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { DeltaDiscoveryRequestSchema } from '@/lib/envoy-api';
import { decodeDeltaRequest } from './requests';
import { MessageWriter, readFields, WireError } from './wire';

describe('readFields', () => {
  it.each([
    ['a number that does not end', [0x08, 0x80]],
    ['a number of eleven bytes', [0x08, ...Array(10).fill(0x80), 0x01]],
    ['a field that ends outside', [0x0a, 0x05, 0x01]],
    ['a group', [0x0b]],
    ['half a fixed number', [0x09, 0x00]],
  ])('refuses %s', (_what, bytes) => {
    expect(() => readFields(Buffer.from(bytes), () => undefined)).toThrow(WireError);
  });

  it('walks over fixed numbers and unknown fields', () => {
    const seen: number[] = [];
    readFields(Buffer.from([0x0d, 1, 2, 3, 4, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x18, 0x96, 0x01]), (field, value) => {
      seen.push(field, value);
    });
    expect(seen).toEqual([1, 0, 2, 0, 3, 150]);
  });
});

describe('MessageWriter', () => {
  it('writes lengths of several bytes, and leaves empty text out', () => {
    const long = 'x'.repeat(300);
    const bytes = new MessageWriter().text(1, '').message(2, new MessageWriter().text(3, long)).finish();
    expect(bytes).toEqual(Buffer.concat([Buffer.from([0x12, 0xaf, 0x02, 0x1a, 0xac, 0x02]), Buffer.from(long)]));
  });
});

describe('decodeDeltaRequest', () => {
  it('reads every field that the generated message writes', () => {
    const message = create(DeltaDiscoveryRequestSchema, {
      typeUrl: 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
      resourceNamesSubscribe: ['a', 'サービス'],
      resourceNamesUnsubscribe: ['b'],
      initialResourceVersions: { c: '1', d: '' },
      responseNonce: '17',
      errorDetail: { code: 13, message: 'no' },
      node: { id: 'n' },
    });
    const request = decodeDeltaRequest(Buffer.from(toBinary(DeltaDiscoveryRequestSchema, message)));
    expect(request).toMatchObject({
      type: 'cluster',
      subscribe: ['a', 'サービス'],
      unsubscribe: ['b'],
      nonce: '17',
      error: 'no',
    });
    expect([...request.initialVersions]).toEqual([
      ['c', '1'],
      ['d', ''],
    ]);
    expect(request.node?.length).toBeGreaterThan(0);
  });
});
