import { Server, ServerCredentials, type ServerDuplexStream, type ServerOptions } from '@grpc/grpc-js';
import type { Clock, Logger } from '@/lib/util';
import { serveAccessLogs } from './access-logs';
import { serveAdsCall } from './ads-call';
import type { StreamContext } from './ads-stream';
import { FanOut } from './fan-out';
import { InternPool } from './intern';
import { type Address, acceptConnections, type Listening } from './listen';
import { serveLoadStats } from './load-reports';
import { XDS_SERVICE, type XdsHandlers } from './methods';
import { PushPlanner } from './push';
import { Registry } from './registry';
import { ResponseEncoder } from './responses';
import { Subscriptions } from './subscription';
import type { Admission, PeerInfo, XdsEvent, XdsServer } from './types';

/** Limits of one connection. A proxy that is gone without a word is noticed within 40 s. */
const LIMITS: ServerOptions = {
  'grpc.max_receive_message_length': 4 * 1024 * 1024,
  'grpc.max_concurrent_streams': 100,
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc-node.max_session_memory': 64,
  'grpc.enable_channelz': 0,
};

export interface XdsServerOptions {
  admission: Admission;
  clock: Clock;
  logger: Logger;
}

/** Makes the gRPC server; it serves once `listen` was called. */
export function createXdsServer(options: XdsServerOptions): XdsServer {
  const listeners: ((event: XdsEvent) => void)[] = [];
  const context: StreamContext = {
    subscriptions: new Subscriptions(),
    planner: new PushPlanner(),
    encoder: new ResponseEncoder(),
    restored: new InternPool(),
    now: () => options.clock.now(),
    emit: (event) => tellAll(listeners, event, options.logger),
  };
  const fanOut = new FanOut();
  const registry = new Registry(fanOut);
  const grpc = new Server(LIMITS);
  grpc.addService(XDS_SERVICE, { ...handlers({ ...options, context, registry }) });
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  const bound: Listening[] = [];
  const bind = async (address: Address) => {
    const listening = await acceptConnections(address, (socket) => injector.injectConnection(socket));
    bound.push(listening);
    return listening.port;
  };
  return {
    async listen({ host, port, socketPath }) {
      const boundPort = await bind({ host, port });
      if (socketPath !== undefined) await bind({ path: socketPath });
      return { port: boundPort };
    },
    publish: (group, config, revision) => registry.publish(group, config, revision),
    withdraw: (group, rejection) => registry.withdraw(group, rejection),
    streams: (group) => registry.streams(group),
    acknowledged: (streamId) => registry.stream(streamId)?.acknowledged(),
    onEvent: (listener) => void listeners.push(listener),
    async close() {
      fanOut.close();
      const closed = bound.map((listening) => listening.close());
      injector.destroy();
      grpc.forceShutdown();
      await Promise.all(closed);
    },
  };
}

/** A listener that throws must not break a proxy's stream. */
function tellAll(listeners: readonly ((event: XdsEvent) => void)[], event: XdsEvent, logger: Logger): void {
  for (const listener of listeners) {
    try {
      listener(event);
    } catch (error) {
      logger.error('a listener of xDS events failed', { event: event.type, error: String(error) });
    }
  }
}

function handlers(options: XdsServerOptions & { context: StreamContext; registry: Registry }): XdsHandlers {
  const { context, logger } = options;
  let unixPeers = 0;
  const peerOf = (call: { getPeer(): string }): PeerInfo => {
    const address = call.getPeer();
    return { address: address === 'unknown' ? `unix:${++unixPeers}` : address };
  };
  const ads = (delta: boolean) => (call: ServerDuplexStream<Buffer, Buffer>) => {
    serveAdsCall(call, { ...options, delta, peer: peerOf(call) });
  };
  return {
    delta: ads(true),
    sotw: ads(false),
    loadStats: (call) => serveLoadStats(call, peerOf(call), { ...context, logger }),
    accessLogs: (call, answer) => serveAccessLogs(call, peerOf(call), { ...context, logger, answer }),
  };
}
