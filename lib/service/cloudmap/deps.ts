import type { ServiceDeps } from '../deps';

/** What Cloud Map's use cases are given. */
export type CloudMapDeps = Pick<ServiceDeps, 'store' | 'clock' | 'random'> & { quotas: CloudMapQuotas };

/** How many of each there may be: settings (MESHKEEP_QUOTA_…), by default at least ten times what Cloud Map allows. */
export interface CloudMapQuotas {
  namespaces: number;
  servicesPerNamespace: number;
  instancesPerService: number;
}

export const DEFAULT_CLOUD_MAP_QUOTAS: CloudMapQuotas = {
  namespaces: 1_000,
  servicesPerNamespace: 20_000,
  instancesPerService: 10_000,
};
