import { describe, expect, it } from 'vitest';
import type { AccessEntry } from '@/lib/xds';
import { didFail } from './request-outcome';

const entry = (protocol: 'http' | 'tcp', status: number, responseFlags: string[] = []): AccessEntry => ({
  startedAt: 0,
  durationMs: 1,
  protocol,
  upstreamCluster: '',
  routeName: '',
  status,
  responseFlags,
  authority: '',
  path: '',
  method: '',
  weight: 1,
});

describe('didFail', () => {
  it.each([
    ['200', entry('http', 200), false],
    ['404', entry('http', 404), false],
    ['503 of the upstream', entry('http', 503), true],
    ['503 of Envoy', entry('http', 503, ['UH']), true],
    ['no answer', entry('http', 0, ['UC']), true],
    ['the caller hung up', entry('http', 0, ['DC']), false],
    ['gRPC OK', { ...entry('http', 200), grpcStatus: 0 }, false],
    ['gRPC NOT_FOUND', { ...entry('http', 200), grpcStatus: 5 }, false],
    ['gRPC UNAVAILABLE', { ...entry('http', 200), grpcStatus: 14 }, true],
    ['a TCP connection', entry('tcp', 0), false],
    ['a TCP connection that found no target', entry('tcp', 0, ['UF', 'URX']), true],
  ])('%s', (_, given, failed) => {
    expect(didFail(given)).toBe(failed);
  });
});
