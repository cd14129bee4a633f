import { isIPv4, isIPv6 } from 'node:net';
import type { RegistryService } from '@/lib/store';
import { CloudMapError } from './errors';
import { dnsConfigOf } from './service-config';

type Attributes = Readonly<Record<string, string>>;

/** Cloud Map's limits for the attributes of one instance (RegisterInstance). */
const MAX_CUSTOM_ATTRIBUTES = 30;
const MAX_TOTAL_LENGTH = 5000;

const HEALTH_STATES = ['HEALTHY', 'UNHEALTHY'];

/** Attributes with a meaning for Cloud Map; all others are custom. */
const OWN_PREFIX = /^AWS_/;

/** Throws InvalidInput with every rule that the attributes of an instance break, besides their shape. */
export function requireFittingAttributes(service: RegistryService, attributes: Attributes): void {
  const faults = [...sizeFaults(attributes), ...valueFaults(attributes), ...recordFaults(service, attributes)];
  if (faults.length > 0) throw new CloudMapError('InvalidInput', faults.join('\n'));
}

function* sizeFaults(attributes: Attributes): Generator<string> {
  const custom = Object.keys(attributes).filter((key) => !OWN_PREFIX.test(key)).length;
  if (custom > MAX_CUSTOM_ATTRIBUTES) {
    yield `Attributes: may hold at most ${MAX_CUSTOM_ATTRIBUTES} custom attributes, was ${custom}`;
  }
  const total = Object.entries(attributes).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  if (total > MAX_TOTAL_LENGTH) {
    yield `Attributes: keys and values together may have at most ${MAX_TOTAL_LENGTH} characters, had ${total}`;
  }
}

function* valueFaults(attributes: Attributes): Generator<string> {
  const { AWS_INIT_HEALTH_STATUS: health, AWS_EC2_INSTANCE_ID: ec2 } = attributes;
  if (health !== undefined && !HEALTH_STATES.includes(health)) {
    yield `Attributes.AWS_INIT_HEALTH_STATUS: must be HEALTHY or UNHEALTHY, was ${health}`;
  }
  if (ec2 !== undefined && !hasAddress(attributes)) {
    yield 'Attributes.AWS_EC2_INSTANCE_ID: EC2 is not asked for its address here; give AWS_INSTANCE_IPV4 instead';
  }
}

/** What the service's DNS records need. An alias to a load balancer stands for A and AAAA. */
function* recordFaults(service: RegistryService, attributes: Attributes): Generator<string> {
  const types = (dnsConfigOf(service)?.DnsRecords ?? []).map((record) => record.Type);
  if (attributes.AWS_ALIAS_DNS_NAME !== undefined) return;
  if (types.includes('A')) yield* required(attributes, 'AWS_INSTANCE_IPV4', isIPv4, 'an IPv4 address');
  if (types.includes('AAAA')) yield* required(attributes, 'AWS_INSTANCE_IPV6', isIPv6, 'an IPv6 address');
  if (types.includes('CNAME'))
    yield* required(attributes, 'AWS_INSTANCE_CNAME', (name) => name !== '', 'a domain name');
  if (types.includes('SRV')) {
    yield* required(attributes, 'AWS_INSTANCE_PORT', isPort, 'a port number');
    if (!hasAddress(attributes)) yield 'Attributes: AWS_INSTANCE_IPV4 or AWS_INSTANCE_IPV6 is required for SRV records';
  }
}

function* required(
  attributes: Attributes,
  name: string,
  fits: (value: string) => boolean,
  what: string,
): Generator<string> {
  const value = attributes[name];
  if (value === undefined) yield `Attributes.${name}: is required for the DNS records of this service`;
  else if (!fits(value)) yield `Attributes.${name}: must be ${what}, was ${value}`;
}

function hasAddress(attributes: Attributes): boolean {
  return attributes.AWS_INSTANCE_IPV4 !== undefined || attributes.AWS_INSTANCE_IPV6 !== undefined;
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65535;
}
