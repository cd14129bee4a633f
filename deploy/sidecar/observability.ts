/** Tracing, tags and sinks, by the switches of App Mesh's image (envoy-mapping: section 1.3). */
import type { ResourceOfProxy } from '@/lib/bootstrap';
import { type Environment, readerOf } from './environment';

type Config = Record<string, unknown>;
type Reader = ReturnType<typeof readerOf>;

/** Parts of a bootstrap. Throws when more than one tracer is switched on. */
export function observability(environment: Environment, resource: ResourceOfProxy): Config {
  const env = readerOf(environment);
  const flush = env.text('ENVOY_STATS_FLUSH_INTERVAL');
  return {
    ...tracing(env, resource),
    ...(env.flag('ENABLE_ENVOY_STATS_TAGS', false) && { stats_config: { stats_tags: tags(resource) } }),
    ...(env.flag('ENABLE_ENVOY_DOG_STATSD', false) && { stats_sinks: [dogStatsd(env)] }),
    ...(flush && { stats_flush_interval: /^\d+(\.\d+)?$/.test(flush) ? `${flush}s` : flush }),
  };
}

function tags({ mesh, kind, name }: ResourceOfProxy): Config[] {
  const own = kind === 'virtualNode' ? 'appmesh.virtual_node' : 'appmesh.virtual_gateway';
  return [
    { tag_name: 'appmesh.mesh', fixed_value: mesh },
    { tag_name: own, fixed_value: name },
  ];
}

function dogStatsd(env: Reader): Config {
  const socket = env.text('STATSD_SOCKET_PATH');
  const address = env.text('STATSD_ADDRESS') ?? '127.0.0.1';
  const udp = { protocol: 'UDP', address, port_value: env.number('STATSD_PORT', 8125) };
  return {
    name: 'envoy.stat_sinks.dog_statsd',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.config.metrics.v3.DogStatsdSink',
      address: socket ? { pipe: { path: socket } } : { socket_address: udp },
    },
  };
}

function tracing(env: Reader, resource: ResourceOfProxy): Config {
  const tracers = [
    ['ENABLE_ENVOY_XRAY_TRACING', xray],
    ['ENABLE_ENVOY_DATADOG_TRACING', datadog],
    ['ENABLE_ENVOY_JAEGER_TRACING', jaeger],
  ] as const;
  const on = tracers.filter(([name]) => env.flag(name, false));
  if (on.length > 1) throw new Error(`only one of ${on.map(([name]) => name).join(', ')}`);
  return on[0]?.[1](env, resource) ?? {};
}

function xray(env: Reader, { mesh, name }: ResourceOfProxy): Config {
  const address = env.text('AWS_XRAY_DAEMON_ADDRESS') ?? '127.0.0.1';
  const rate = env.number('XRAY_SAMPLING_RATE', 0.05, { least: 0, most: 1 });
  const manifest = env.text('XRAY_SAMPLING_RULE_MANIFEST');
  const rules = { version: 2, default: { fixed_target: 1, rate } };
  return http('envoy.tracers.xray', 'XRayConfig', {
    daemon_endpoint: { protocol: 'UDP', address, port_value: env.number('XRAY_DAEMON_PORT', 2000) },
    segment_name: env.text('XRAY_SEGMENT_NAME') ?? `${mesh}/${name}`,
    sampling_rule_manifest: manifest ? { filename: manifest } : { inline_string: JSON.stringify(rules) },
  });
}

function datadog(env: Reader, { mesh, name }: ResourceOfProxy): Config {
  const config = {
    collector_cluster: 'datadog_agent',
    service_name: env.text('DD_SERVICE') ?? `envoy-${mesh}/${name}`,
  };
  const place = [env.text('DATADOG_TRACER_ADDRESS'), env.number('DATADOG_TRACER_PORT', 8126)] as const;
  return { ...http('envoy.tracers.datadog', 'DatadogConfig', config), ...collector('datadog_agent', ...place) };
}

/** By Zipkin's protocol, which Jaeger takes. */
function jaeger(env: Reader): Config {
  const json = /json/i.test(env.text('JAEGER_TRACER_VERSION') ?? '');
  const config = {
    collector_cluster: 'jaeger',
    collector_endpoint: '/api/v2/spans',
    collector_endpoint_version: json ? 'HTTP_JSON' : 'HTTP_PROTO',
    shared_span_context: false,
  };
  const place = [env.text('JAEGER_TRACER_ADDRESS'), env.number('JAEGER_TRACER_PORT', 9411)] as const;
  return { ...http('envoy.tracers.zipkin', 'ZipkinConfig', config), ...collector('jaeger', ...place) };
}

function http(name: string, type: string, config: Config): Config {
  const typed = { '@type': `type.googleapis.com/envoy.config.trace.v3.${type}`, ...config };
  return { tracing: { http: { name, typed_config: typed } } };
}

function collector(name: string, address = '127.0.0.1', port: number): Config {
  const endpoint = { address: { socket_address: { address, port_value: port } } };
  const cluster = {
    name,
    type: 'STRICT_DNS',
    connect_timeout: '1s',
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint }] }] },
  };
  return { static_resources: { clusters: [cluster] } };
}
