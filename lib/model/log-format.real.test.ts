import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Json, validateConfig } from '@/lib/envoy-check';
import { logFormatProblem } from './log-format';

const binary = process.env.MESHKEEP_ENVOY ?? join(import.meta.dirname, '../../.venv/bin/envoy');

const FORMATS = [
  '%REQ(a?b)%',
  '%REQ(a?b?c)%',
  '%REQ(?b)%',
  '%REQ(:)%',
  '%REQ(a?:b)%',
  '%REQ(a%b)%',
  '%REQ(a b)%',
  '%REQ(a:b)%',
  '%REQ(:AUTHORITY):40%',
  "%REQ(A_B.c-d!#$&'*+^`|~)%",
  '%REQ(日本)%',
  '%REQ(a/b)%',
  '%REQ(a):0%',
  '%REQ(a):x%',
  '%REQ(a)b%',
  '%REQ(a)(b)%',
  '%REQ(a%',
  '%REQ%',
  '%req(a)%',
  '100% sure',
  '%%',
  '%%%',
  '%%REQ(a)%%',
  '%PROTOCOL%%DURATION%',
  '%PROTOCOL%DURATION%',
  '%START_TIME(%Y-%m-%dT%H:%M:%S.%3fZ)%',
  '%START_TIME(%s.%3f)%',
  '%START_TIME:3%',
  '%DYNAMIC_METADATA(a:b):10%',
  '%FILTER_STATE(a:TYPED):10%',
  '%FILTER_STATE(a:b)%',
  '%FILTER_STATE%',
  '%GRPC_STATUS(SNAKE_STRING)%',
  '%GRPC_STATUS(a)%',
  '%PATH(NQ:ORIG_OR_PATH)%',
  '%PATH(a)%',
  '%QUERY_PARAMS(DECODED)%',
  '%REQUESTED_SERVER_NAME(HOST_FIRST)%',
  '%RESPONSE_CODE_DETAILS(ALLOW_WHITESPACES)%',
  '%UPSTREAM_METADATA(a:b):3%',
  '%BYTES_SENT()%',
  '%RESPONSE_CODE:3%',
  '%MOON%',
  '%PROTOCOL%x%',
  'line\nbreak %PROTOCOL%',
  '%START_TIME(a\nb)%',
  '%REQ(a\0b)%',
];

function bootstrap(format: string): Json {
  const type = (name: string) => `type.googleapis.com/envoy.extensions.${name}`;
  const log: Json = {
    '@type': type('access_loggers.file.v3.FileAccessLog'),
    path: '/dev/null',
    log_format: { text_format_source: { inline_string: format } },
  };
  const proxy: Json = {
    '@type': type('filters.network.tcp_proxy.v3.TcpProxy'),
    stat_prefix: 'x',
    cluster: 'c',
    access_log: [{ name: 'file', typed_config: log }],
  };
  const listener: Json = {
    name: 'l',
    address: { socket_address: { address: '127.0.0.1', port_value: 1 } },
    filter_chains: [{ filters: [{ name: 'tcp', typed_config: proxy }] }],
  };
  return { static_resources: { listeners: [listener], clusters: [{ name: 'c', type: 'STATIC' }] } };
}

it.each(FORMATS)('a real Envoy says the same of %j', async (format) => {
  const { ok } = await validateConfig(bootstrap(format), { binary });
  expect(logFormatProblem({ text: format }) === undefined).toBe(ok);
});
