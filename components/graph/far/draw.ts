import {
  type Bundle,
  type Card,
  type Curve,
  columnsOf,
  cutMiddle,
  type Edge,
  type GroupFrame,
  type Point,
  sizeOf,
  type Tone,
} from '@/lib/graph';
import type { Colours } from './colours';

/** Letters on the canvas are always of this size on the screen, in px. */
const LETTERS = 12;

/** Where the picture is looked at: `x`, `y` in px on the screen. */
export interface View {
  x: number;
  y: number;
  zoom: number;
  width: number;
  height: number;
}

export interface FarCard {
  card: Card;
  at: Point;
}

/** One arrow on the canvas. */
export interface FarEdge {
  edge: Edge;
  curve: Curve;
  lit: boolean;
  /** How well it goes; absent where traffic is not shown or not known. */
  tone?: Tone;
}

export interface Picture {
  cards: readonly FarCard[];
  edges: readonly FarEdge[];
  bundles: readonly Bundle[];
  /** Groups, with the words for each. */
  frames: readonly GroupFrame[];
  showProblems: boolean;
  /** Ids of cards that are selected. */
  selected: ReadonlySet<string>;
}

/** Draws the picture in one go; `scale` = device pixels per px. */
export function drawPicture(
  context: CanvasRenderingContext2D,
  view: View,
  picture: Picture,
  colours: Colours,
  scale: number,
) {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  context.translate(view.x, view.y);
  context.scale(view.zoom, view.zoom);
  drawFrames(context, view, picture.frames, colours);
  drawBundles(context, view, picture.bundles, colours);
  drawEdges(context, view, picture.edges, colours);
  drawCards(context, view, picture, colours);
}

function drawFrames(
  context: CanvasRenderingContext2D,
  { zoom }: View,
  frames: readonly GroupFrame[],
  colours: Colours,
) {
  const size = Math.max(14, LETTERS / zoom);
  context.font = `600 ${size}px ${colours.font}`;
  context.textBaseline = 'top';
  context.lineWidth = 1 / zoom;
  for (const { label, box } of frames) {
    context.beginPath();
    context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 12);
    context.fillStyle = colours.card;
    context.globalAlpha = 0.5;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = colours.line;
    context.stroke();
    context.fillStyle = colours.ink2;
    context.fillText(label, box.left + 16, box.top + 12);
  }
}

function drawBundles(context: CanvasRenderingContext2D, { zoom }: View, bundles: readonly Bundle[], colours: Colours) {
  context.strokeStyle = colours.quiet;
  context.globalAlpha = 0.55;
  for (const { curve, count } of bundles) {
    const [a, b, c, d] = curve;
    context.lineWidth = (1 + Math.log2(count)) / zoom;
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** All arrows of one look are one path: thousands of strokes would cost a frame each. */
function drawEdges(context: CanvasRenderingContext2D, { zoom }: View, edges: readonly FarEdge[], colours: Colours) {
  const looks = new Map<string, { colour: string; dash: number[]; path: Path2D }>();
  for (const far of edges) {
    const { curve } = far;
    const { colour, dashed } = farLook(far, colours);
    const key = `${colour} ${dashed}`;
    const look = looks.get(key) ?? { colour, dash: dashed ? [6, 4] : [], path: new Path2D() };
    looks.set(key, look);
    const [a, b, c, d] = curve;
    look.path.moveTo(a.x, a.y);
    look.path.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y);
  }
  for (const { colour, dash, path } of looks.values()) {
    context.strokeStyle = colour;
    context.setLineDash(dash.map((length) => length / zoom));
    context.lineWidth = (colour === colours.accent ? 2 : 1.2) / Math.max(zoom, 0.2);
    context.stroke(path);
  }
  context.setLineDash([]);
}

function farLook({ edge, lit, tone }: FarEdge, colours: Colours): { colour: string; dashed: boolean } {
  if (edge.mark === 'removed') return { colour: colours.bad, dashed: true };
  if (lit || edge.mark) return { colour: colours.accent, dashed: edge.mark === 'added' };
  const loose = edge.broken || edge.kind === 'undeclared';
  if (loose) return { colour: colours.attention, dashed: true };
  const known = tone === 'good' || tone === 'attention' || tone === 'bad';
  return { colour: known ? colours[tone] : colours.quiet, dashed: false };
}

/** Bodies of one frame and glyphs of one kind are one path each, as arrows are. */
function drawCards(context: CanvasRenderingContext2D, view: View, picture: Picture, colours: Colours) {
  const { zoom } = view;
  const named = LETTERS * 1.3 <= 54 * zoom;
  const bodies = new Map<string, Path2D>();
  const glyphs = new Map<string, Path2D>();
  for (const { card, at } of picture.cards) {
    const { width, height } = sizeOf(card);
    const body = pathOf(bodies, picture.selected.has(card.id) ? colours.accent : frameOf(card, colours));
    const round = card.kind === 'virtualService' ? 27 : 8;
    if (zoom > 0.12) body.roundRect(at.x, at.y, width, height, Math.min(round, height / 2));
    else body.rect(at.x, at.y, width, height);
    const glyph = pathOf(glyphs, colours[card.kind]);
    if (named) glyph.rect(at.x + 10, at.y + 20, 14, 14);
    else glyph.rect(at.x + 8, at.y + 8, Math.min(width - 16, 60), Math.min(height - 16, 38));
  }
  for (const [colour, path] of bodies) {
    context.fillStyle = colours.card;
    context.fill(path);
    context.strokeStyle = colour;
    context.lineWidth = (colour === colours.accent ? 2.5 : 1) / zoom;
    context.stroke(path);
  }
  for (const [colour, path] of glyphs) {
    context.fillStyle = colour;
    context.fill(path);
  }
  if (named) drawNames(context, zoom, picture.cards, colours);
  if (picture.showProblems) for (const card of picture.cards) drawMark(context, card, zoom, colours);
}

function pathOf(paths: Map<string, Path2D>, key: string): Path2D {
  const path = paths.get(key) ?? new Path2D();
  paths.set(key, path);
  return path;
}

function drawNames(context: CanvasRenderingContext2D, zoom: number, cards: readonly FarCard[], colours: Colours) {
  context.font = `600 ${LETTERS / zoom}px ${colours.font}`;
  context.textBaseline = 'middle';
  context.fillStyle = colours.ink;
  for (const { card, at } of cards) {
    const columns = Math.floor(((sizeOf(card).width - 42) * zoom) / (LETTERS * 0.58));
    context.fillText(fitting(card.name, columns), at.x + 32, at.y + 27);
  }
}

function frameOf(card: Card, colours: Colours): string {
  if (card.mark === 'added') return colours.good;
  if (card.mark === 'removed') return colours.bad;
  if (card.mark) return colours.accent;
  return card.ghost ? colours.attention : colours.line;
}

/** Errors square, warnings round, as on the cards near by. */
function drawMark(context: CanvasRenderingContext2D, { card, at }: FarCard, zoom: number, colours: Colours) {
  const { error, warning } = card.problems;
  if (error + warning === 0) return;
  const side = 7 / zoom;
  const x = at.x + sizeOf(card).width;
  context.fillStyle = error > 0 ? colours.bad : colours.attention;
  context.beginPath();
  if (error > 0) context.rect(x - side / 2, at.y - side / 2, side, side);
  else context.arc(x, at.y, side / 2, 0, 2 * Math.PI);
  context.fill();
}

const cuts = new Map<string, string>();

/** Cut names are remembered: the same few thousand are asked for in each frame. */
function fitting(name: string, columns: number): string {
  if (name.length <= columns && columnsOf(name) <= columns) return name;
  const key = `${columns} ${name}`;
  const known = cuts.get(key);
  if (known !== undefined) return known;
  if (cuts.size > 20_000) cuts.clear();
  const cut = columns < 4 ? '' : cutMiddle(name, columns);
  cuts.set(key, cut);
  return cut;
}
