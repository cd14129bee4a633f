import type { RenderedConfig, ResourceType } from '@/lib/translate';
import type { AdsStream } from './ads-stream';
import { sameContent } from './push';

/** Proxies that share one configuration. */
export class Group {
  readonly streams = new Set<AdsStream>();
  config: RenderedConfig | undefined;
  revision = 0;

  constructor(readonly name: string) {}

  /** Takes the wanted configuration. Types with unchanged content keep their map, so that identity tells. */
  publish(config: RenderedConfig, revision: number): void {
    const before = this.config;
    const keep = (type: ResourceType) => {
      return before && sameContent(before[type], config[type]) ? before[type] : config[type];
    };
    this.config = {
      cluster: keep('cluster'),
      endpoint: keep('endpoint'),
      listener: keep('listener'),
      route: keep('route'),
      secret: keep('secret'),
    };
    this.revision = revision;
  }

  get isUnused(): boolean {
    return this.streams.size === 0 && !this.config;
  }
}
