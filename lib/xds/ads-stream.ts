import type { RenderedConfig, ResourceType } from '@/lib/translate';
import type { InFlight, Shared } from './channel';
import { Delivery, TYPES } from './delivery';
import { type DeltaContext, takeDeltaRequest, type Verdict } from './delta';
import type { Group } from './group';
import type { Resources } from './push';
import type { DeltaRequest, SotwRequest } from './requests';
import { takeSotwRequest } from './sotw';
import type { StreamInfo, XdsEvent } from './types';

export interface StreamContext extends Shared, DeltaContext {
  emit(event: XdsEvent): void;
  now(): number;
}

/** What was told last about a type: the same content under the same revision is told once. */
interface Told {
  acknowledged: Resources | undefined;
  acknowledgedRevision: number;
  heldBack: Resources | undefined;
  heldBackRevision: number;
}

const NEVER = -1;

/** One proxy's aggregated stream: takes its requests, has it served, and tells how far it is. */
export class AdsStream {
  private readonly delivery: Delivery;
  private readonly told: Readonly<Record<ResourceType, Told>>;

  constructor(
    readonly info: StreamInfo,
    private readonly group: Group,
    private readonly context: StreamContext,
    write: (bytes: Buffer) => void,
  ) {
    this.delivery = new Delivery(info.delta, context, write);
    this.told = {
      secret: nothingTold(),
      cluster: nothingTold(),
      endpoint: nothingTold(),
      listener: nothingTold(),
      route: nothingTold(),
    };
  }

  handleDelta(type: ResourceType, request: DeltaRequest): void {
    const verdict = takeDeltaRequest(this.delivery.channels[type], request, this.context);
    this.afterRequest(type, verdict, request.error);
  }

  handleSotw(type: ResourceType, request: SotwRequest): void {
    const verdict = takeSotwRequest(this.delivery.channels[type], request, this.context.subscriptions);
    this.afterRequest(type, verdict, request.error);
  }

  private afterRequest(type: ResourceType, verdict: Verdict, error: string | undefined): void {
    if (verdict.refused) this.tellRefused(type, verdict.refused, error ?? '');
    this.serve();
    if (verdict.acknowledged) this.tellOvertaken(type, verdict.acknowledged);
    this.report();
  }

  /** Sends what the group's present configuration asks for. */
  serve(): void {
    const { config, revision } = this.group;
    if (config) this.delivery.serve(config, revision);
  }

  /** Tells which types are at the group's revision now. */
  report(): void {
    const { config, revision } = this.group;
    if (!config) return;
    for (const type of TYPES) {
      const wanted = config[type];
      const told = this.told[type];
      if (told.acknowledgedRevision === revision && told.acknowledged === wanted) continue;
      if (this.delivery.channels[type].settled(wanted)) this.tellAcknowledged(type, wanted, revision);
      else this.reportHeldBack(type, wanted, revision);
    }
  }

  /** Tells, once for each revision, that a type is at it but for what the proxy refused. */
  private reportHeldBack(type: ResourceType, wanted: Resources, revision: number): void {
    const told = this.told[type];
    if (told.heldBackRevision === revision && told.heldBack === wanted) return;
    const resources = this.delivery.channels[type].settledBut(wanted);
    if (!resources) return;
    told.heldBack = wanted;
    told.heldBackRevision = revision;
    this.context.emit({ type: 'heldBack', ...this.origin(), resourceType: type, revision, resources });
  }

  /** The proxy reached an earlier revision, while a later one is wanted already. */
  private tellOvertaken(type: ResourceType, { wanted, revision }: InFlight): void {
    if (wanted === this.group.config?.[type]) return;
    if (this.context.planner.holdsAll(this.delivery.channels[type].accepted, wanted)) {
      this.tellAcknowledged(type, wanted, revision);
    }
  }

  private tellAcknowledged(type: ResourceType, wanted: Resources, revision: number): void {
    const told = this.told[type];
    told.acknowledged = wanted;
    told.acknowledgedRevision = revision;
    this.context.emit({ type: 'acknowledged', ...this.origin(), resourceType: type, revision });
  }

  private tellRefused(type: ResourceType, refused: NonNullable<Verdict['refused']>, message: string): void {
    const { sent, names } = refused;
    const what = { resourceType: type, revision: sent.revision, message, resources: names };
    this.context.emit({ type: 'refused', ...this.origin(), ...what });
  }

  private origin(): { at: number; streamId: string; group: string } {
    return { at: this.context.now(), streamId: this.info.streamId, group: this.group.name };
  }

  /** What the proxy has acknowledged. */
  acknowledged(): RenderedConfig {
    const { cluster, endpoint, listener, route, secret } = this.delivery.channels;
    return {
      cluster: cluster.accepted,
      endpoint: endpoint.accepted,
      listener: listener.accepted,
      route: route.accepted,
      secret: secret.accepted,
    };
  }
}

function nothingTold(): Told {
  return { acknowledged: undefined, acknowledgedRevision: NEVER, heldBack: undefined, heldBackRevision: NEVER };
}
