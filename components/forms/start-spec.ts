import { type ApiSnapshot, KIND_INFO, type Kind } from '@/lib/model';
import { initialOf } from './initial';
import { movedBody, typeForProtocol } from './route-type';
import { getAt, type SpecTree } from './spec-tree';

/** What a form for a new resource starts with: taken from what the mesh already has, where that tells something. */
export function startSpec(kind: Kind, parent: string | undefined, snapshot: ApiSnapshot | undefined): SpecTree {
  switch (kind) {
    case 'virtualNode':
      return { listeners: [initialOf('Listener')] };
    case 'virtualRouter':
    case 'virtualGateway':
      return { listeners: [initialOf('VirtualRouterListener')] };
    case 'route':
    case 'gatewayRoute': {
      const holder = snapshot?.resources.find((r) => r.kind === KIND_INFO[kind].parent && r.name === parent);
      const type = typeForProtocol(getAt(holder?.spec, ['listeners', 0, 'portMapping', 'protocol']));
      return { [type]: movedBody(KIND_INFO[kind].specShape, type, undefined) };
    }
    default:
      return {};
  }
}
