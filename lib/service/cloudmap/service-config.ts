import type { Namespace, RegistryService } from '@/lib/store';
import { CloudMapError } from './errors';
import type { CloudMapInput } from './schemas';

/** DNS settings of a service as CreateService sent them. */
export type DnsConfig = NonNullable<CloudMapInput<'CreateService'>['DnsConfig']>;

/** The stored DNS settings; undefined when it has none. */
export function dnsConfigOf(service: RegistryService): DnsConfig | undefined {
  return service.dnsConfig as DnsConfig | undefined;
}

interface Config {
  DnsConfig?: Partial<DnsConfig> | undefined;
  HealthCheckConfig?: CloudMapInput<'CreateService'>['HealthCheckConfig'];
  HealthCheckCustomConfig?: unknown;
}

/** Throws InvalidInput with every rule that the settings of a service break, besides their shape. */
export function requireFittingConfig(namespace: Namespace, config: Config): void {
  const faults = [...dnsFaults(namespace, config), ...healthFaults(namespace, config)];
  if (faults.length > 0) throw new CloudMapError('InvalidInput', faults.join('\n'));
}

function* dnsFaults(namespace: Namespace, { DnsConfig: dns, HealthCheckConfig: health }: Config): Generator<string> {
  if (!dns) return;
  if (namespace.type === 'HTTP') yield `DnsConfig: namespace ${namespace.name} has no DNS (its type is HTTP)`;
  if (!dns.DnsRecords?.some((record) => record.Type === 'CNAME')) return;
  if (dns.RoutingPolicy === 'MULTIVALUE') yield 'DnsConfig.RoutingPolicy: must be WEIGHTED for CNAME records';
  if (health) yield 'HealthCheckConfig: cannot be together with CNAME records';
}

function* healthFaults(namespace: Namespace, config: Config): Generator<string> {
  const { HealthCheckConfig: health, HealthCheckCustomConfig: custom } = config;
  if (!health) return;
  if (custom) yield 'HealthCheckConfig: cannot be together with HealthCheckCustomConfig';
  if (namespace.type === 'DNS_PRIVATE') yield 'HealthCheckConfig: is for public DNS and HTTP namespaces only';
  if (health.Type === 'TCP' && health.ResourcePath !== undefined) {
    yield 'HealthCheckConfig.ResourcePath: must be absent when Type is TCP';
  }
}
