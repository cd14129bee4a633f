'use client';

import { useTranslations } from 'next-intl';
import type { GatewayRouteSpec, RouteSpec } from '@/lib/model';

interface ValueMatch {
  exact?: string;
  prefix?: string;
  suffix?: string;
  regex?: string;
  range?: { start: number; end: number };
}

interface Condition {
  name: string;
  invert?: boolean;
  match?: ValueMatch;
}

/** Every member that a match of any route type can have. */
interface AnyMatch {
  prefix?: string;
  path?: { exact?: string; regex?: string };
  method?: string;
  scheme?: string;
  hostname?: { exact?: string; suffix?: string };
  headers?: readonly Condition[];
  queryParameters?: readonly Condition[];
  metadata?: readonly Condition[];
  serviceName?: string;
  methodName?: string;
  port?: number;
}

type Words = ReturnType<typeof useTranslations<'panel.match'>>;

/** The conditions of a route in words; all of them must hold. */
export function useMatchText(): (spec: RouteSpec | GatewayRouteSpec) => string[] {
  const t = useTranslations('panel.match');
  return (spec) => {
    const tcp = 'tcpRoute' in spec ? spec.tcpRoute?.match : undefined;
    const match: AnyMatch = spec.grpcRoute?.match ?? (spec.httpRoute ?? spec.http2Route)?.match ?? tcp ?? {};
    const texts = [
      ...pathTexts(match, t),
      ...singleTexts(match, t),
      ...(match.headers ?? []).map((one) => conditionText(t('header', { name: one.name }), one, t)),
      ...(match.metadata ?? []).map((one) => conditionText(t('metadata', { name: one.name }), one, t)),
      ...(match.queryParameters ?? []).map((one) => conditionText(t('query', { name: one.name }), one, t)),
    ];
    return texts.length === 0 ? [t('all')] : texts;
  };
}

function pathTexts(match: AnyMatch, t: Words): string[] {
  if (match.path?.exact !== undefined) return [t('exact', { value: match.path.exact })];
  if (match.path?.regex !== undefined) return [t('regex', { value: match.path.regex })];
  return match.prefix === undefined ? [] : [t('prefix', { value: match.prefix })];
}

function singleTexts(match: AnyMatch, t: Words): string[] {
  const { serviceName, methodName, method, scheme, hostname, port } = match;
  return [
    ...(serviceName === undefined ? [] : [t('service', { value: serviceName })]),
    ...(methodName === undefined ? [] : [t('methodName', { value: methodName })]),
    ...(method === undefined ? [] : [t('method', { value: method })]),
    ...(scheme === undefined ? [] : [t('scheme', { value: scheme })]),
    ...(hostname?.exact === undefined ? [] : [t('hostname', { value: hostname.exact })]),
    ...(hostname?.suffix === undefined ? [] : [t('hostSuffix', { value: hostname.suffix })]),
    ...(port === undefined ? [] : [t('port', { value: String(port) })]),
  ];
}

function conditionText(subject: string, condition: Condition, t: Words): string {
  const text = valueText(subject, condition.match, t);
  return condition.invert ? t('not', { condition: text }) : text;
}

function valueText(subject: string, match: ValueMatch | undefined, t: Words): string {
  if (match?.exact !== undefined) return t('equals', { subject, value: match.exact });
  if (match?.prefix !== undefined) return t('begins', { subject, value: match.prefix });
  if (match?.suffix !== undefined) return t('ends', { subject, value: match.suffix });
  if (match?.regex !== undefined) return t('matches', { subject, value: match.regex });
  if (match?.range) return t('range', { subject, start: String(match.range.start), end: String(match.range.end) });
  return t('present', { subject });
}
