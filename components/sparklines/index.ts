/**
 * sparklines: the last five minutes of real requests as small drawings, per target of a route or per call. Bars as SVG: they
 * have the themes' colours and text for screen readers, which a chart library on a canvas would not give, and need no axes.
 * Never here: figures of anything but reports.
 */
export { RecentTraffic, type RecentTrafficProps } from './recent-traffic';
