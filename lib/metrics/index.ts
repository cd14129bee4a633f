/**
 * metrics: figures. A sliding window of one-second buckets with a small histogram, fed by what proxies report, and our
 * own counters for /metrics. Knows no mesh and no Envoy message. Never here: reading the clock (times come in), timers,
 * anything that is computed from the wanted configuration instead of from reports.
 */
export { FigureHistory, type HistoryPoint } from './figure-history';
export { type FigureSum, FigureWindow, type Sample } from './figure-window';
export { Histogram } from './histogram';
export { createMetrics, type Metrics } from './own-metrics';
