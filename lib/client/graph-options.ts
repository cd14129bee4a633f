import { KINDS, type ResourceRef, refKey } from '@/lib/model';
import { parseRef } from './paths';

const GROUPS = ['namespace', 'platform'] as const;
const LAYERS = ['traffic', 'problems'] as const;

/** What can be laid over the graph, and hidden. */
export type GraphLayer = (typeof LAYERS)[number];

/** How the graph is shown; stands in its address, so that it can be shared and is there after a reload. */
export interface GraphOptions {
  /** As an outline instead of a picture. */
  outline?: boolean;
  /** Routers are left out: services point at the nodes. */
  collapsed?: boolean;
  hidden?: readonly GraphLayer[];
  /** Layers that are on although the view has them off by itself. */
  shown?: readonly GraphLayer[];
  /** Only what is connected with this card. */
  around?: ResourceRef;
  /** Cards of one namespace or platform together. */
  group?: (typeof GROUPS)[number];
}

/** The options in an address. */
export function graphOptionsOf(address: string): GraphOptions {
  const params = new URL(address, 'http://console').searchParams;
  const layersIn = (name: string) => {
    const named = (params.get(name) ?? '').split(',');
    return LAYERS.filter((layer) => named.includes(layer));
  };
  const around = parseRef(params.get('around'), KINDS);
  const group = GROUPS.find((one) => one === params.get('group'));
  const [hidden, shown] = [layersIn('hide'), layersIn('show')];
  return {
    ...(params.get('as') === 'outline' && { outline: true }),
    ...(params.get('collapse') === '1' && { collapsed: true }),
    ...(hidden.length > 0 && { hidden }),
    ...(shown.length > 0 && { shown }),
    ...(around && { around }),
    ...(group && { group }),
  };
}

/** The same as parameters of an address; undefined = not in it. */
export function graphParams(options: GraphOptions): Record<string, string | undefined> {
  const { outline, collapsed, hidden = [], shown = [], around, group } = options;
  return {
    as: outline ? 'outline' : undefined,
    collapse: collapsed ? '1' : undefined,
    hide: hidden.length > 0 ? hidden.join(',') : undefined,
    show: shown.length > 0 ? shown.join(',') : undefined,
    around: around && refKey(around),
    group,
  };
}

/** Traffic is what live does: in a draft it is off until somebody wants it (ux.md, "Live and draft"). */
const isOffAtFirst = (layer: GraphLayer, inDraft: boolean) => inDraft && layer === 'traffic';

/** Whether a layer is laid over the graph. */
export function showsLayer({ hidden = [], shown = [] }: GraphOptions, layer: GraphLayer, inDraft: boolean): boolean {
  return isOffAtFirst(layer, inDraft) ? shown.includes(layer) : !hidden.includes(layer);
}

/** The options that turn a layer on or off in this view; other views keep theirs. */
export function withLayer(options: GraphOptions, layer: GraphLayer, on: boolean, inDraft: boolean): GraphOptions {
  const [member, listed] = isOffAtFirst(layer, inDraft) ? (['shown', on] as const) : (['hidden', !on] as const);
  const others = (options[member] ?? []).filter((one) => one !== layer);
  return { [member]: listed ? [...others, layer] : others };
}

/** An address with these options instead of those that it has. */
export function withGraphOptions(address: string, options: GraphOptions): string {
  const url = new URL(address, 'http://console');
  for (const [name, value] of Object.entries(graphParams(options))) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}
