import { type ApiResource, parseArn } from '@/lib/model';

/** Account and region of a mesh's resources: of ARNs that lead outside of what is exported. */
export function accountOf(resources: readonly Pick<ApiResource, 'arn'>[]): { account?: string; region?: string } {
  const arn = resources[0] && parseArn(resources[0].arn);
  return arn ? { account: arn.account, region: arn.region } : {};
}
