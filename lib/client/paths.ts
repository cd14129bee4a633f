import { type Kind, type ResourceRef, type RevisionFilter, refKey } from '@/lib/model';

const mesh = (name: string) => `/meshes/${encodeURIComponent(name)}`;

/** Members that are undefined or empty are left out; the order is that of the object. */
function query(params: Record<string, string | number | undefined>): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

/** How a page looks at a mesh: as it is live, or (one of the two) as something else would have it. */
export interface View {
  /** Id of the draft that is laid over the live mesh. */
  draft?: string;
  /** Revision at which the mesh is looked at: as it was then. */
  at?: number;
}

/** What a page of a mesh keeps in its address. */
export interface PageState extends View {
  /** Selected resource: its panel is open. */
  select?: ResourceRef;
  /** Tab of the panel. */
  tab?: string;
  /** Path inside the spec of the field that the configuration shows first. */
  field?: string;
  /** A form for a new resource of this kind is open. */
  create?: Kind;
  /** Router or gateway of the new route. */
  parent?: string;
  /** What the name of the new resource starts with. */
  name?: string;
}

function state({
  select,
  tab,
  field,
  create,
  parent,
  name,
  draft,
  at,
}: PageState): Record<string, string | number | undefined> {
  return { select: select && refKey(select), tab, field, new: create, parent, name, draft, at };
}

/** What the page of changes keeps in its address. */
export interface ChangesPageState extends RevisionFilter {
  /** The revision that is open. */
  revision?: number;
  /** The two revisions that are compared. */
  from?: number;
  to?: number;
}

/** What the page of proxies keeps in its address: its filter, the open proxy, and what is looked for in that one. */
export interface ProxiesState {
  search?: string | undefined;
  proxy?: string | undefined;
  /** Words that are looked for in the open proxy's configuration, and the kind of resource. */
  find?: string | undefined;
  type?: string | undefined;
  differences?: boolean | undefined;
}

/** Every address of the console, made in one place. Names may hold any character. */
export const paths = {
  signIn: (from?: string) => `/sign-in${query({ from: from === '/' ? undefined : from })}`,
  meshes: () => '/meshes',
  /** The glossary; a term's own place where one is named. */
  help: (term?: string) => `/help${term === undefined ? '' : `#${term}`}`,
  /** Where endpoints come from beside our own registry. */
  connections: () => '/settings/connections',
  /** Certificates that are held for TLS between proxies. */
  certificates: () => '/settings/certificates',
  graph: (name: string, page: PageState = {}) => `${mesh(name)}${query(state(page))}`,
  resources: (name: string, page: PageState & { kind?: Kind; search?: string; problems?: boolean } = {}) =>
    `${mesh(name)}/resources${query({ kind: page.kind, search: page.search, problems: page.problems ? 1 : undefined, ...state(page) })}`,
  proxies: (name: string, page: ProxiesState = {}) =>
    `${mesh(name)}/proxies${query({ ...page, differences: page.differences ? 1 : undefined })}`,
  /** What starts a new proxy; `select` names the resource that it stands for. */
  connect: (name: string, select?: ResourceRef) =>
    `${mesh(name)}/proxies/connect${query({ select: select && refKey(select) })}`,
  /** What proxies prove who they are with. */
  credentials: (name: string) => `${mesh(name)}/proxies/credentials`,
  changes: (name: string, page: ChangesPageState = {}) => `${mesh(name)}/changes${query({ ...page })}`,
  drafts: (name: string) => `${mesh(name)}/drafts`,
  draft: (name: string, id: string) => `${mesh(name)}/drafts/${encodeURIComponent(id)}`,
  /** Without a mesh: files that make one, or go into one that is chosen there. */
  import: (name?: string) => (name === undefined ? '/import' : `${mesh(name)}/import`),
  export: (name: string, page: { format?: string; select?: ResourceRef; draft?: string } = {}) =>
    `${mesh(name)}/export${query({ format: page.format, select: page.select && refKey(page.select), draft: page.draft })}`,
  api: {
    import: () => '/api/import',
    appMesh: (operation: string) => `/api/appmesh/${operation}`,
    meshes: () => '/api/meshkeep/meshes',
    snapshot: (name: string, revision?: number) => `/api/meshkeep${mesh(name)}/snapshot${query({ revision })}`,
    layout: (name: string) => `/api/meshkeep${mesh(name)}/layout`,
    bootstrap: (name: string) => `/api/meshkeep${mesh(name)}/bootstrap`,
    credentials: () => '/api/meshkeep/proxy-credentials',
    credential: (id: string) => `/api/meshkeep/proxy-credentials/${encodeURIComponent(id)}`,
    clientAuthorities: () => '/api/meshkeep/client-authorities',
    clientAuthority: (id: string) => `/api/meshkeep/client-authorities/${encodeURIComponent(id)}`,
    /** Held ones; with an ARN, that one. */
    certificates: (arn?: string) => `/api/meshkeep/certificates${query({ arn })}`,
    connections: () => '/api/meshkeep/connections',
    connection: (id: string) => `/api/meshkeep/connections/${encodeURIComponent(id)}`,
    refusedConnections: (name: string) => `/api/meshkeep${mesh(name)}/refused-connections`,
    proxies: (name: string) => `/api/meshkeep${mesh(name)}/proxies`,
    proxyConfig: (name: string, id: string) => `/api/meshkeep${mesh(name)}/proxies/${encodeURIComponent(id)}/config`,
    settings: (name: string) => `/api/meshkeep${mesh(name)}/settings`,
    traffic: (name: string) => `/api/meshkeep${mesh(name)}/traffic`,
    trafficHistory: (name: string, { kind, parent, name: of }: ResourceRef) =>
      `/api/meshkeep${mesh(name)}/traffic/history${query({ kind, parent, name: of })}`,
    revisions: (name: string, page: RevisionFilter & { before?: number; limit?: number } = {}) =>
      `/api/meshkeep${mesh(name)}/revisions${query({ ...page })}`,
    receipt: (name: string, revision: number) => `/api/meshkeep${mesh(name)}/revisions/${revision}/receipt`,
    drafts: (name: string, page: { applied?: boolean } = {}) =>
      `/api/meshkeep${mesh(name)}/drafts${query({ applied: page.applied === undefined ? undefined : String(page.applied) })}`,
    draft: (name: string, id: string) => `/api/meshkeep${mesh(name)}/drafts/${encodeURIComponent(id)}`,
    draftPlan: (name: string, id: string, verdict: boolean) =>
      `/api/meshkeep${mesh(name)}/drafts/${encodeURIComponent(id)}/plan${query({ verdict: String(verdict) })}`,
    csrf: () => '/api/auth/csrf',
    signIn: () => '/api/auth/callback/credentials',
    events: (name: string | undefined, since?: string) => `/api/events${query({ mesh: name, since })}`,
  },
};

/**
 * The view that an address (path and query) asks for. Graph, resources and export have one in their query; a draft's own page
 * looks at the mesh as that draft has it; every other page shows what is live.
 */
export function viewOf(address: string): View {
  const { pathname, searchParams } = new URL(address, 'http://console');
  const own = /^\/meshes\/[^/]+\/drafts\/([^/]+)$/.exec(pathname)?.[1];
  if (own !== undefined) return { draft: decodeURIComponent(own) };
  if (!hasView(pathname)) return {};
  const [draft, at] = [searchParams.get('draft'), searchParams.get('at') ?? ''];
  if (/^[1-9]\d{0,14}$/.test(at)) return { at: Number(at) };
  return draft ? { draft } : {};
}

/** Whether the page at a path can show its mesh by another view than live. */
export function hasView(pathname: string): boolean {
  return /^\/meshes\/[^/]+(\/(resources|export))?$/.test(pathname);
}

/** The reference that `refKey` made: what `select` in an address means. Undefined when it is none. */
export function parseRef(text: string | null | undefined, kinds: readonly Kind[]): ResourceRef | undefined {
  const [kind, parent, name, ...rest] = (text ?? '').split('/');
  const known = kinds.find((k) => k === kind);
  if (!known || parent === undefined || !name || rest.length > 0) return undefined;
  try {
    const decoded = { kind: known, name: decodeURIComponent(name) };
    return parent ? { ...decoded, parent: decodeURIComponent(parent) } : decoded;
  } catch {
    return undefined;
  }
}
