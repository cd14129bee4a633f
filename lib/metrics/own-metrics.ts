import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Meshkeep's own figures, as /metrics tells them. One object for each control plane, so that tests do not share one. */
export interface Metrics {
  /** Ready for a Prometheus server. */
  text(): Promise<string>;
  readonly contentType: string;
  /** HTTP answers by door and status. */
  readonly requests: Counter<'door' | 'status'>;
  readonly requestSeconds: Histogram<'door'>;
  /** Configurations handed to the xDS server. */
  readonly publications: Counter;
  readonly renderSeconds: Histogram;
  readonly proxies: Gauge<'state'>;
  readonly refusals: Counter<'type'>;
  /** Connections to the xDS port that were ended before anybody on them was let in. */
  readonly turnedAway: Counter<'reason'>;
  readonly accessLogEntries: Counter;
  /** Commit of a change to the last acknowledgement of its receipt. */
  readonly deliverySeconds: Histogram;
}

const FAST = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Makes a registry with every figure of ours and Node's default ones. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const histogram = (name: string, help: string) => new Histogram({ name, help, registers, buckets: FAST });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    requests: new Counter({
      name: 'meshkeep_http_requests_total',
      help: 'HTTP answers by door and status',
      labelNames: ['door', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'meshkeep_http_request_seconds',
      help: 'Time to answer an HTTP request',
      labelNames: ['door'],
      registers,
      buckets: FAST,
    }),
    publications: new Counter({
      name: 'meshkeep_publications_total',
      help: 'Configurations handed to the xDS server',
      registers,
    }),
    renderSeconds: histogram('meshkeep_render_seconds', 'Time to render one group of proxies'),
    proxies: new Gauge({
      name: 'meshkeep_proxies',
      help: 'Proxies by state',
      labelNames: ['state'],
      registers,
    }),
    refusals: new Counter({
      name: 'meshkeep_refusals_total',
      help: 'Responses that proxies refused',
      labelNames: ['type'],
      registers,
    }),
    turnedAway: new Counter({
      name: 'meshkeep_xds_turned_away_total',
      help: 'Connections to the xDS port that were ended before anybody on them was let in',
      labelNames: ['reason'],
      registers,
    }),
    accessLogEntries: new Counter({
      name: 'meshkeep_access_log_entries_total',
      help: 'Access log entries received from proxies',
      registers,
    }),
    deliverySeconds: histogram('meshkeep_delivery_seconds', 'Commit of a change to its last acknowledgement'),
  };
}
