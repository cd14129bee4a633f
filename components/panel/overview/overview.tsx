'use client';

import { isKind, refOf, type Typed } from '@/lib/graph';
import { type ApiProxy, type ApiSnapshot, type Kind, type ResourceRef, refKey, type Traffic } from '@/lib/model';
import { About } from './about';
import { GatewayOverview } from './gateway-overview';
import { GatewayRouteOverview } from './gateway-route-overview';
import { MeshOverview } from './mesh-overview';
import { NodeOverview } from './node-overview';
import { ProblemList } from './problem-list';
import { RouteOverview } from './route-overview';
import { RouterOverview } from './router-overview';
import { ServiceOverview } from './service-overview';
import { Tags } from './tags';

/** What every overview gets. */
export interface OverviewContext {
  mesh: string;
  snapshot: ApiSnapshot;
  proxies: readonly ApiProxy[] | undefined;
  traffic: Traffic | undefined;
  onSelect: (ref: ResourceRef) => void;
  onCreate: (kind: Kind, parent?: string) => void;
}

export interface OverviewProps extends OverviewContext {
  resource: Typed<Kind>;
}

/** What is set, what acts where nothing is set, what it is connected with, and what is wrong with it. */
export function Overview({ resource, ...context }: OverviewProps) {
  const key = refKey(refOf(resource));
  const problems = context.snapshot.problems.filter((problem) => refKey(problem.resource) === key);
  return (
    <>
      {problems.length > 0 && <ProblemList mesh={context.mesh} problems={problems} />}
      <OfKind resource={resource} {...context} />
      {isStored(resource) && (
        <>
          <Tags key={key} mesh={context.mesh} resource={resource} />
          <About resource={resource} />
        </>
      )}
    </>
  );
}

/** What only a draft has, has no version, ARN or tags yet. */
const isStored = (resource: Typed<Kind>) => resource.version > 0;

function OfKind({ resource, ...context }: OverviewProps) {
  if (isKind(resource, 'route')) return <RouteOverview route={resource} {...context} />;
  if (isKind(resource, 'virtualNode')) return <NodeOverview node={resource} {...context} />;
  if (isKind(resource, 'virtualService')) return <ServiceOverview service={resource} {...context} />;
  if (isKind(resource, 'virtualRouter')) return <RouterOverview router={resource} {...context} />;
  if (isKind(resource, 'virtualGateway')) return <GatewayOverview gateway={resource} {...context} />;
  if (isKind(resource, 'gatewayRoute')) return <GatewayRouteOverview route={resource} {...context} />;
  return isKind(resource, 'mesh') ? <MeshOverview mesh={context.mesh} resource={resource} /> : null;
}
