import type { AwsCloudMapServiceDiscovery, HealthCheckPolicy, IpPreference, PortProtocol } from '@/lib/model';

import type { OutlierIr } from './protection';
import type { ServerTlsIr } from './tls';

/** How callers find the endpoints of a target's listener. */
export type DiscoveryIr =
  | { by: 'dns'; hostname: string; everyAddress: boolean }
  | { by: 'cloudMap'; cloudMap: AwsCloudMapServiceDiscovery };

/** A listener of a virtual node as its callers see it: the content of one egress cluster. */
export interface TargetIr {
  virtualNode: string;
  protocol: PortProtocol;
  port: number;
  discovery: DiscoveryIr;
  /** The target's own ipPreference, else the mesh's; undefined = App Mesh's default. */
  ipPreference: IpPreference | undefined;
  healthCheck: HealthCheckPolicy | undefined;
  outlier: OutlierIr | undefined;
  /** TLS that its listener speaks; undefined = plain text. */
  tls: ServerTlsIr | undefined;
  /** Whether `AWS_INSTANCE_PORT` tells the port: only where the node has exactly one listener. */
  instancePortCounts: boolean;
}
