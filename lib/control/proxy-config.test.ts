import { describe, expect, it } from 'vitest';
import type { EncodedResource, RenderedConfig } from '@/lib/translate';
import { configOf } from './proxy-config';

const text = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString() || '"empty"');
const resource = (name: string, version: string, json?: unknown): EncodedResource => ({
  name,
  version,
  bytes: json === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(json)),
});
const NONE = new Map<string, EncodedResource>();
const config = (some: Partial<Record<keyof RenderedConfig, EncodedResource[]>>): RenderedConfig => {
  const of = (type: keyof RenderedConfig) => new Map((some[type] ?? []).map((one) => [one.name, one]));
  return { cluster: of('cluster'), endpoint: NONE, listener: NONE, route: of('route'), secret: of('secret') };
};

describe('the configuration of a proxy', () => {
  it('stands beside what it acknowledged, where that differs', () => {
    const wanted = config({
      route: [resource('same', '1', 'a'), resource('moved', '2', 'b'), resource('new', '1', 'c')],
    });
    const accepted = config({
      route: [resource('same', '1', 'a'), resource('moved', '1', 'old'), resource('gone', '1', 'd')],
    });
    expect(configOf(wanted, accepted, (_, bytes) => text(bytes))).toEqual({
      resources: [
        { type: 'route', name: 'same', json: 'a', version: '1', acknowledgedVersion: '1' },
        { type: 'route', name: 'moved', json: 'b', version: '2', acknowledgedVersion: '1', acknowledgedJson: 'old' },
        { type: 'route', name: 'new', json: 'c', version: '1' },
      ],
      leftover: [{ type: 'route', name: 'gone', version: '1', json: 'd' }],
    });
  });

  it('says no more than the version of what a proxy took before this start', () => {
    const accepted = config({ cluster: [resource('c', '1'), resource('gone', '1')] });
    expect(configOf(config({ cluster: [resource('c', '2', 'x')] }), accepted, (_, bytes) => text(bytes))).toEqual({
      resources: [{ type: 'cluster', name: 'c', json: 'x', version: '2', acknowledgedVersion: '1' }],
      leftover: [{ type: 'cluster', name: 'gone', version: '1' }],
    });
  });

  it('never shows a private key', () => {
    const key = { inline_string: 'PRIVATE' };
    const secret = (name: string) => ({
      name,
      tls_certificate: { certificate_chain: { inline_string: 'CERT' }, private_key: key, password: key },
      session_ticket_keys: { keys: [key] },
      generic_secret: { secret: key },
    });
    const wanted = config({ secret: [resource('s', '2', secret('s'))] });
    const accepted = config({ secret: [resource('s', '1', secret('s')), resource('t', '1', secret('t'))] });
    const shown = JSON.stringify(configOf(wanted, accepted, (_, bytes) => text(bytes)));
    expect(shown).not.toContain('PRIVATE');
    expect(shown.match(/CERT/g)).toHaveLength(3);
  });
});
