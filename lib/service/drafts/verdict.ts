import { type Json, staticConfig, type Verdict } from '@/lib/envoy-check';
import type { DraftVerdict } from '@/lib/model';
import { decodeResource, type RenderedConfig, type ResourceType } from '@/lib/translate';
import type { ChangedRendering } from './effect';

/** Configurations that Envoy reads for one plan: each takes it a good part of a second. */
const MOST_CHECKED = 20;

type Check = (config: Json) => Promise<Verdict>;

/**
 * Envoy's own verdict on every configuration that would change, read by a real Envoy with routes and endpoints put
 * into listeners and clusters. What stood for something else or was left out is listed as not checked.
 */
export async function verdictOf(renderings: readonly ChangedRendering[], check: Check): Promise<DraftVerdict> {
  const notChecked = new Set<string>();
  const verdict: DraftVerdict = { state: 'accepted', checked: [], refusals: [], notChecked: [] };
  if (renderings.length === 0) return { ...verdict, state: 'unchanged' };
  for (const { resource, after } of renderings.slice(0, MOST_CHECKED)) {
    try {
      const { config, notChecked: replaced } = staticConfig(decoded(after));
      for (const what of replaced) notChecked.add(what);
      const { ok, message } = await check(config);
      verdict.checked.push(resource);
      if (!ok) verdict.refusals.push({ resource, message });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { ...verdict, state: 'not-checked', reason, notChecked: [...notChecked] };
    }
  }
  const left = renderings.slice(MOST_CHECKED);
  if (left.length > 0) notChecked.add(`configurations of ${left.length} more nodes and profiles`);
  const state = verdict.refusals.length > 0 ? 'refused' : 'accepted';
  return { ...verdict, state, notChecked: [...notChecked] };
}

function decoded(config: RenderedConfig) {
  const list = (type: ResourceType) =>
    [...config[type].values()].map(({ bytes }) => decodeResource(type, bytes) as Json);
  return {
    clusters: list('cluster'),
    endpoints: list('endpoint'),
    listeners: list('listener'),
    routes: list('route'),
  };
}
