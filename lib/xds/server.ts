import type { Socket } from 'node:net';
import type { TurnedAwayReason } from '@/lib/model';
import { type Clock, createSparingLogger, createTlsRefusals, type Logger } from '@/lib/util';
import { serveAccessLogs } from './access-logs';
import { serveAdsCall } from './ads-call';
import type { StreamContext } from './ads-stream';
import { Gate, type GatedCall, isRejection } from './gate';
import type { GrpcCall } from './grpc/call';
import { GrpcServer, type Method } from './grpc/server';
import { InternPool } from './intern';
import { type Accepting, acceptConnections, type Listening } from './listen';
import { serveLoadStats } from './load-reports';
import { DEFAULT_XDS_LIMITS, type Guest, Lobby } from './lobby';
import { METHODS } from './methods';
import { PushPlanner } from './push';
import { Registry } from './registry';
import { ResponseEncoder } from './responses';
import { Subscriptions } from './subscription';
import type { Admission, Authenticate, NodeInfo, XdsEvent, XdsLimits, XdsServer, XdsTls } from './types';

export interface XdsServerOptions {
  admission: Admission;
  /** Finds out who calls. Absent: nobody is asked. */
  authenticate?: Authenticate;
  limits?: XdsLimits;
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
  const { admission, authenticate, clock } = options;
  let unixPeers = 0;
  const peerOf = ({ peer, isEncrypted }: GrpcCall) =>
    peer === undefined ? { address: `unix:${++unixPeers}`, secure: true } : { address: peer, secure: isEncrypted };
  const gate = new Gate({ admission, authenticate, peerOf, now: () => clock.now() });
  const turnedAway = (host: string, reason: TurnedAwayReason) =>
    context.emit({ type: 'turnedAway', at: clock.now(), host, reason });
  const lobby = new Lobby({ limits: options.limits ?? DEFAULT_XDS_LIMITS, now: () => performance.now(), turnedAway });
  const logger = createSparingLogger(options.logger, clock);
  const grpc = new GrpcServer(methods({ ...options, logger, context, registry, gate }), undefined, (host) =>
    turnedAway(host, 'garbage'),
  );
  const bound: Listening[] = [];
  let authorities: readonly string[] = [];
  const logRefused = createTlsRefusals('xDS', options);
  const onRefused = (host: string, error: NodeJS.ErrnoException) => {
    // Who went away by himself, or was turned away meanwhile, is no news.
    if (error.code !== 'ECONNRESET') turnedAway(host, 'handshake');
    logRefused(host, error);
  };
  const bind = async (address: Accepting['address'], tls?: XdsTls) => {
    const onConnection = (socket: Socket, guest: Guest) => grpc.serve(socket, guest);
    const listening = await acceptConnections({ address, lobby, onConnection, onRefused, ...(tls && { tls }) });
    bound.push(listening);
    return listening.port;
  };
  return {
    async listen({ host, port, socketPath, tls }) {
      authorities = tls?.clientAuthorities ?? [];
      const boundPort = await bind({ host, port }, tls);
      if (socketPath !== undefined) await bind({ path: socketPath });
      return { port: boundPort };
    },
    replaceTls(tls) {
      const isDropped = authorities.some((authority) => !tls.clientAuthorities.includes(authority));
      authorities = tls.clientAuthorities;
      for (const listening of bound) listening.replaceTls(tls);
      // TLS looked at their certificates once, when they came.
      if (isDropped) grpc.dropCertified();
    },
    publish: (group, config, revision) => registry.publish(group, config, revision),
    withdraw: (group, rejection) => registry.withdraw(group, rejection),
    recheck: () => gate.recheck(),
    endStreams: (status) => gate.endAll(status),
    streams: (group) => registry.streams(group),
    acknowledged: (streamId) => registry.stream(streamId)?.acknowledged(),
    onEvent: (listener) => void listeners.push(listener),
    async close() {
      registry.close();
      gate.close();
      lobby.close();
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

interface MethodParts extends XdsServerOptions {
  context: StreamContext;
  registry: Registry;
  gate: Gate;
}

function methods(parts: MethodParts): Map<string, Method> {
  const { gate, context, logger, admission } = parts;
  const ads = (delta: boolean) => gate.method((call, gated) => serveAdsCall(call, { ...parts, delta, gated }));
  const report = (serve: typeof serveLoadStats) =>
    gate.method((call, gated) =>
      serve(call, gated.peer, { ...context, logger, welcome: reportDoor(gated, admission) }),
    );
  return new Map<string, Method>([
    [METHODS.delta, ads(true)],
    [METHODS.sotw, ads(false)],
    [METHODS.loadStats, report(serveLoadStats)],
    [METHODS.accessLogs, report(serveAccessLogs)],
  ]);
}

/** Lets a node's reports in, or ends their stream. */
function reportDoor(gated: GatedCall, admission: Admission): (node: NodeInfo) => boolean {
  return (node) => {
    const answer = admission.admitReport(node, gated.peer);
    if (isRejection(answer)) gated.end(answer);
    else gated.letIn(node, 'report', answer.until);
    return !isRejection(answer);
  };
}
