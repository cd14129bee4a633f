import type { PortProtocol, ResourceRef } from '@/lib/model';

/** Kinds that have a card of their own; routes and gateway routes are rows of their parent's card. */
export type CardKind = 'virtualGateway' | 'virtualService' | 'virtualRouter' | 'virtualNode';

/** How many problems of each severity something has. */
export interface ProblemCount {
  error: number;
  warning: number;
  info: number;
}

export interface ListenerLabel {
  protocol: PortProtocol;
  port: number;
}

/** What the draft that is shown does to something; absent = it is as it is live. */
export type Mark = 'added' | 'changed' | 'removed';

/** A route or gateway route inside its parent's card. */
export interface Row {
  /** `refKey` of the route. */
  id: string;
  ref: ResourceRef;
  /** Place in the order in which it is tried, from 1. */
  order: number;
  /** The condition in short, the same in every language; see `matchSummary`. */
  match: string;
  problems: ProblemCount;
  mark?: Mark;
}

/** One resource on the canvas. */
export interface Card {
  /** `refKey` of the resource. */
  id: string;
  kind: CardKind;
  ref: ResourceRef;
  name: string;
  /** True for something that is named by others but does not exist. */
  ghost: boolean;
  listeners: ListenerLabel[];
  rows: Row[];
  problems: ProblemCount;
  /** Matching Cloud Map instances; absent = not known (DNS, no discovery). */
  endpoints?: { healthy: number; total: number };
  /** ECS, EKS, EC2 as connected proxies tell; several joined by `+`; empty when not known. */
  platform: string;
  /** Proxies that stand for this resource; absent where a kind has none. */
  proxies?: { connected: number; refused: number };
  mark?: Mark;
}

/**
 * backend: caller → virtual service it may call. provider: virtual service → router or node. target: route → node.
 * gatewayRoute: gateway route → virtual service. undeclared: seen calling without a backend for it.
 */
export type EdgeKind = 'backend' | 'provider' | 'target' | 'gatewayRoute' | 'undeclared';

export interface Edge {
  id: string;
  kind: EdgeKind;
  /** Card that it leaves, and the row inside it where it leaves from one. */
  from: { card: string; row?: string };
  to: string;
  /** The resource whose spec makes this edge: selecting the edge selects it. */
  owner: ResourceRef;
  /** Weighted targets only: the weight as stored and its share in percent; no share when all weights are 0. */
  weight?: number;
  percent?: number;
  port?: number;
  /** The thing it points at does not exist, or nothing can get through it. */
  broken: boolean;
  mark?: Mark;
  /** Live weight and share of a target whose split the draft changes. */
  was?: { weight?: number; percent?: number };
}

/** The whole picture before layout: cards and edges sorted, so that equal meshes give equal graphs. */
export interface Graph {
  cards: readonly Card[];
  edges: readonly Edge[];
}

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Top left corner of each card, by card id. */
export type Positions = ReadonlyMap<string, Point>;
