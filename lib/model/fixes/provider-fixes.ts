import type { VirtualServiceSpec } from '../generated/shapes';
import { editFix } from './edit-spec';
import type { Fix, FixResource } from './fix';
import type { FixContext } from './fixes-of';

/** More than a few are no help. */
const MOST_OFFERED = 3;

/** A service without a provider: routers that no service uses yet. */
export function providerFixes({ problem, resource, all }: FixContext): Fix[] {
  const name = resource.kind === 'virtualService' ? resource.name : String(problem.params.service ?? '');
  const service = all.find((one) => one.kind === 'virtualService' && one.name === name);
  if (!service) return [];
  const taken = new Set(all.filter((one) => one.kind === 'virtualService').map(providerOf));
  const free = all.filter((one) => one.kind === 'virtualRouter' && !taken.has(one.name));
  return free.slice(0, MOST_OFFERED).flatMap((router) =>
    editFix<'virtualService'>(
      service,
      { code: 'set-provider', params: { service: name, router: router.name } },
      (spec) => {
        spec.provider = { virtualRouter: { virtualRouterName: router.name } };
        return true;
      },
    ),
  );
}

function providerOf({ spec }: FixResource): string | undefined {
  return (spec as VirtualServiceSpec).provider?.virtualRouter?.virtualRouterName;
}
