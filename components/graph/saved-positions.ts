import type { Point, Positions } from '@/lib/graph';

const keyOf = (mesh: string) => `meshkeep.positions.${mesh}`;

/** Places that a person gave cards in this browser; empty when there are none or storage is closed. */
export function loadPositions(mesh: string): Map<string, Point> {
  try {
    const saved: unknown = JSON.parse(window.localStorage.getItem(keyOf(mesh)) ?? '[]');
    return new Map(Array.isArray(saved) ? saved.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

/** Keeps the places; without storage they last as long as the page. */
export function savePositions(mesh: string, positions: Positions): void {
  try {
    if (positions.size === 0) window.localStorage.removeItem(keyOf(mesh));
    else window.localStorage.setItem(keyOf(mesh), JSON.stringify([...positions]));
  } catch {
    return;
  }
}

function isEntry(entry: unknown): entry is [string, Point] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
  const point: unknown = entry[1];
  return (
    typeof point === 'object' &&
    point !== null &&
    'x' in point &&
    'y' in point &&
    typeof point.x === 'number' &&
    typeof point.y === 'number'
  );
}
