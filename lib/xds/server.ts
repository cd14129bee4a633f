import type { Socket } from 'node:net';
import { type Clock, createTlsRefusals, type Logger } from '@/lib/util';
import { serveAccessLogs } from './access-logs';
import { serveAdsCall } from './ads-call';
import type { StreamContext } from './ads-stream';
import type { GrpcCall } from './grpc/call';
import { GrpcServer, type Method } from './grpc/server';
import { InternPool } from './intern';
import { type Accepting, acceptConnections, type Listening } from './listen';
import { serveLoadStats } from './load-reports';
import { METHODS } from './methods';
import { PushPlanner } from './push';
import { Registry } from './registry';
import { ResponseEncoder } from './responses';
import { Subscriptions } from './subscription';
import type { Admission, PeerInfo, XdsEvent, XdsServer, XdsTls } from './types';

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
  const registry = new Registry(options.logger);
  const grpc = new GrpcServer(methods({ ...options, context, registry }));
  const bound: Listening[] = [];
  const onRefused = createTlsRefusals('xDS', options);
  const bind = async (address: Accepting['address'], tls?: XdsTls) => {
    const onConnection = (socket: Socket) => grpc.serve(socket);
    const listening = await acceptConnections({ address, onConnection, onRefused, ...(tls && { tls }) });
    bound.push(listening);
    return listening.port;
  };
  return {
    async listen({ host, port, socketPath, tls }) {
      const boundPort = await bind({ host, port }, tls);
      if (socketPath !== undefined) await bind({ path: socketPath });
      return { port: boundPort };
    },
    replaceTls(tls) {
      for (const listening of bound) listening.replaceTls(tls);
    },
    publish: (group, config, revision) => registry.publish(group, config, revision),
    withdraw: (group, rejection) => registry.withdraw(group, rejection),
    endStreams: (status) => registry.endAll(status),
    streams: (group) => registry.streams(group),
    acknowledged: (streamId) => registry.stream(streamId)?.acknowledged(),
    onEvent: (listener) => void listeners.push(listener),
    async close() {
      registry.close();
      const closed = bound.map((listening) => listening.close());
      grpc.close();
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

function methods(options: XdsServerOptions & { context: StreamContext; registry: Registry }): Map<string, Method> {
  const { context, logger } = options;
  let unixPeers = 0;
  const peerOf = ({ peer, isEncrypted }: GrpcCall): PeerInfo =>
    peer === undefined ? { address: `unix:${++unixPeers}`, secure: true } : { address: peer, secure: isEncrypted };
  const ads = (delta: boolean) => (call: GrpcCall) => serveAdsCall(call, { ...options, delta, peer: peerOf(call) });
  const report = { ...context, logger };
  return new Map<string, Method>([
    [METHODS.delta, ads(true)],
    [METHODS.sotw, ads(false)],
    [METHODS.loadStats, (call) => serveLoadStats(call, peerOf(call), report)],
    [METHODS.accessLogs, (call) => serveAccessLogs(call, peerOf(call), report)],
  ]);
}
