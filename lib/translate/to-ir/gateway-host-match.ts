import type { GatewayRouteHostnameMatch } from '@/lib/model';

/** The hosts that a gateway route is for, in small letters and without a port: Envoy compares them so. */
export type HostMatch = { is: 'any' } | { is: 'exact'; text: string } | { is: 'suffix'; text: string };

/**
 * Reads the hostname of a gateway route; undefined when no Host header can meet it. A suffix may begin with a star, as
 * Envoy writes it. A port does not count: one gateway is called by many ports, through load balancers.
 */
export function hostMatchOf(hostname: GatewayRouteHostnameMatch | undefined): HostMatch | undefined {
  if (hostname?.exact !== undefined) return usable('exact', hostname.exact);
  if (hostname?.suffix !== undefined) return usable('suffix', hostname.suffix.replace(/^\*/, ''));
  return { is: 'any' };
}

function usable(is: 'exact' | 'suffix', given: string): HostMatch | undefined {
  const text = given.toLowerCase().replace(/:\d+$/, '');
  return text === '' || /[*\s\0]/.test(text) ? undefined : { is, text };
}

/** Whether every host of `narrow` is one of `wide`. */
export function covers(wide: HostMatch, narrow: HostMatch): boolean {
  if (wide.is === 'any') return true;
  if (narrow.is === 'any') return false;
  if (wide.is === 'exact') return narrow.is === 'exact' && narrow.text === wide.text;
  return narrow.text.endsWith(wide.text);
}

/** Order from the most to the least specific: exact names, longer suffixes, any host. */
export function bySpecificity(a: HostMatch, b: HostMatch): number {
  return rank(b) - rank(a);
}

function rank(match: HostMatch): number {
  if (match.is === 'any') return 0;
  return match.is === 'exact' ? Number.MAX_SAFE_INTEGER : match.text.length;
}

/** Text that is equal for equal matches. */
export function hostKey(match: HostMatch): string {
  return match.is === 'any' ? '*' : match.is === 'exact' ? match.text : `*${match.text}`;
}
