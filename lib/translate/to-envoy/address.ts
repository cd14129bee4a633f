import type { AddressSchema } from '@/lib/envoy-api';
import type { IpPreference } from '@/lib/model';
import type { Init } from './wire';

type AddressInit = Init<typeof AddressSchema>;

export function socketAddress(address: string, port: number, ipv4Compat = false): AddressInit {
  return {
    address: {
      case: 'socketAddress',
      value: { address, portSpecifier: { case: 'portValue', value: port }, ipv4Compat },
    },
  };
}

/** Where listeners of the intercepted data plane bind (envoy-mapping.md 2.1). */
export function anyAddress(preference: IpPreference | undefined, port: number): AddressInit {
  return preference === undefined ? socketAddress('0.0.0.0', port) : socketAddress('::', port, true);
}

/** Where the application listens beside its proxy (envoy-mapping.md 2.1). */
export function applicationAddress(preference: IpPreference | undefined): string {
  return preference === 'IPv6_ONLY' || preference === 'IPv6_PREFERRED' ? '::1' : '127.0.0.1';
}
