import type { RenderedConfig } from '@/lib/translate';
import type { AdsStream } from './ads-stream';
import type { FanOut } from './fan-out';
import { Group } from './group';
import type { Rejection, StreamInfo } from './types';

/** All groups and streams of a server. */
export class Registry {
  private readonly groups = new Map<string, Group>();
  private readonly byId = new Map<string, { stream: AdsStream; group: Group; end: (rejection: Rejection) => void }>();
  private count = 0;

  constructor(private readonly fanOut: FanOut) {}

  nextStreamId(): string {
    return String(++this.count);
  }

  group(name: string): Group {
    let group = this.groups.get(name);
    if (!group) {
      group = new Group(name);
      this.groups.set(name, group);
    }
    return group;
  }

  add(stream: AdsStream, group: Group, end: (rejection: Rejection) => void): void {
    group.streams.add(stream);
    this.byId.set(stream.info.streamId, { stream, group, end });
  }

  remove(stream: AdsStream): void {
    const entry = this.byId.get(stream.info.streamId);
    this.byId.delete(stream.info.streamId);
    this.fanOut.remove(stream);
    entry?.group.streams.delete(stream);
    if (entry?.group.isUnused) this.groups.delete(entry.group.name);
  }

  publish(name: string, config: RenderedConfig, revision: number): void {
    const group = this.group(name);
    group.publish(config, revision);
    this.fanOut.add(group.streams);
  }

  withdraw(name: string, rejection: Rejection): void {
    const group = this.groups.get(name);
    if (!group) return;
    group.config = undefined;
    for (const stream of [...group.streams]) this.byId.get(stream.info.streamId)?.end(rejection);
    if (group.isUnused) this.groups.delete(name);
  }

  streams(name: string): StreamInfo[] {
    return [...(this.groups.get(name)?.streams ?? [])].map((stream) => stream.info);
  }

  stream(id: string): AdsStream | undefined {
    return this.byId.get(id)?.stream;
  }
}
