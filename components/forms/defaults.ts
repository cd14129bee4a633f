import { useTranslations } from 'next-intl';
import { plainShape } from '../words';
import { useForm } from './form-context';
import { getAt, type SpecPath } from './spec-tree';

/**
 * What acts where a member is not set, as text; undefined where App Mesh has no default. It is shown greyed and never
 * written into the spec (appmesh-api.md section 6).
 */
export function useDefaultText(): (shape: string, member: string, path: SpecPath) => string | undefined {
  const t = useTranslations('forms.defaults');
  const { spec, kind } = useForm();
  const isListener = kind === 'virtualNode' || kind === 'virtualGateway';
  return (shape, member, path) => {
    switch (`${plainShape(shape)}.${member}`) {
      case 'HttpTimeout.perRequest':
      case 'GrpcTimeout.perRequest':
        return t('requestTimeout');
      case 'HttpTimeout.idle':
      case 'GrpcTimeout.idle':
      case 'TcpTimeout.idle':
        return isListener ? t('listenerIdle') : t('noIdle');
      case 'EgressFilter.type':
        return 'DROP_ALL';
      case 'DnsServiceDiscovery.responseType':
        return 'LOADBALANCER';
      case 'GatewayRouteHostnameRewrite.defaultTargetHostname':
      case 'HttpGatewayRoutePrefixRewrite.defaultPrefix':
        return 'ENABLED';
      case 'RouteSpec.priority':
      case 'GatewayRouteSpec.priority':
        return t('priority');
      case 'HealthCheckPolicy.port':
        return String(getAt(spec, [...path.slice(0, -2), 'portMapping', 'port']) ?? t('sameAsListener'));
      default:
        return undefined;
    }
  };
}

/** Booleans that act as true while they are not set. */
export function isTrueByDefault(shape: string, member: string): boolean {
  return plainShape(shape) === 'ClientPolicyTls' && member === 'enforce';
}
