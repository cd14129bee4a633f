import type { RenderedConfig } from '@/lib/translate';
import type { Logger } from '@/lib/util';
import type { AdsStream } from './ads-stream';
import { FanOut } from './fan-out';
import { Group } from './group';
import type { Rejection, StreamInfo } from './types';

/** Ends a stream with a status. */
export type End = (status: { code: number; message: string }) => void;

const INTERNAL = 13;

/** All groups and streams of a server. */
export class Registry {
  private readonly groups = new Map<string, Group>();
  private readonly byId = new Map<string, { stream: AdsStream; group: Group; end: End }>();
  private count = 0;

  private readonly fanOut = new FanOut((stream, error) => this.fail(stream, error));

  constructor(private readonly logger: Logger) {}

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

  add(stream: AdsStream, group: Group, end: End): void {
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

  /** A fault of ours: this stream ends, and its proxy comes back for a fresh start. */
  private fail(stream: AdsStream, error: unknown): void {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.logger.error('xDS stream failed', { group: stream.info.group, peer: stream.info.peer.address, error: words });
    const message = 'internal error of the control plane; its log says more';
    this.byId.get(stream.info.streamId)?.end({ code: INTERNAL, message });
  }

  close(): void {
    this.fanOut.close();
  }

  streams(name: string): StreamInfo[] {
    return [...(this.groups.get(name)?.streams ?? [])].map((stream) => stream.info);
  }

  stream(id: string): AdsStream | undefined {
    return this.byId.get(id)?.stream;
  }
}
