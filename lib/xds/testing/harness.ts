import { afterEach } from 'vitest';
import { createXdsServer } from '../server';
import type { Admission, XdsEvent, XdsLimits, XdsServer, XdsTls } from '../types';
import { TestProxy } from './proxy';

interface HarnessOptions {
  port?: number;
  admission?: Admission;
  limits?: XdsLimits;
  tls?: XdsTls;
}

/** Lets everybody in. */
export const OPEN: Omit<Admission, 'admit'> = { admitReport: () => ({}), recheck: () => ({}) };

const BY_NODE_ID: Admission = { ...OPEN, admit: (node) => ({ group: node.id }) };

/** A server on a free port with what it told; groups are node ids. Everything is closed after each test. */
export class Harness {
  readonly events: XdsEvent[] = [];
  private readonly waiting = new Set<() => void>();
  private constructor(
    readonly server: XdsServer,
    readonly port: number,
    readonly log: readonly string[],
  ) {
    server.onEvent((event) => {
      this.events.push(event);
      for (const check of this.waiting) check();
    });
  }

  static async start({ port: wanted = 0, admission = BY_NODE_ID, limits, tls }: HarnessOptions = {}): Promise<Harness> {
    const log: string[] = [];
    const note = (message: string) => void log.push(message);
    const logger = { info: note, warn: note, error: note };
    const server = createXdsServer({
      admission,
      clock: { now: () => performance.now() },
      logger,
      ...(limits && { limits }),
    });
    const { port } = await server.listen({ host: '127.0.0.1', port: wanted, ...(tls && { tls }) });
    const harness = new Harness(server, port, log);
    toClose.push(() => server.close());
    return harness;
  }

  proxy(protocol: 'delta' | 'sotw', node?: TestProxy['node']): TestProxy {
    const proxy = new TestProxy(`127.0.0.1:${this.port}`, protocol, node);
    toClose.unshift(() => proxy.close());
    return proxy;
  }

  of<T extends XdsEvent['type']>(type: T): Extract<XdsEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<XdsEvent, { type: T }> => event.type === type);
  }

  /** Waits until what happened so far satisfies the condition. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        const check = () => {
          this.waiting.delete(check);
          resolve();
        };
        this.waiting.add(check);
      });
    }
  }
}

const toClose: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});
