import type { TrafficPoints } from '@/lib/model';

/** Height of a sparkline's drawing; one bucket is one wide. */
export const SPARK_HEIGHT = 24;
/** Room below the bars for the line that says "known". */
const GROUND = 1;
/** So that a single request, or a single failure, is seen beside thousands. */
const LEAST = 1.5;
/** Of a bucket's width, what lies between two bars. */
const BETWEEN = 0.2;

/** What a row of buckets says in words: rates are requests per second. */
export interface SparkFacts {
  /** Of the newest bucket; absent = nothing reported then. */
  now?: number;
  min: number;
  max: number;
  /** 0..1 of all requests. */
  failed: number;
  /** Buckets of which nothing is known. */
  gaps: number;
}

/** SVG paths: bars of all requests, of those that failed, and a line below wherever something reported. */
export interface SparkPaths {
  all: string;
  failed: string;
  known: string;
}

/** Undefined where nothing reported at all. */
export function sparkFacts(points: TrafficPoints, bucketSeconds: number): SparkFacts | undefined {
  const known = points.filter((point) => point !== null);
  if (known.length === 0) return undefined;
  const rates = known.map(({ requests }) => requests / bucketSeconds);
  const requests = known.reduce((sum, point) => sum + point.requests, 0);
  const failed = known.reduce((sum, point) => sum + point.failed, 0);
  const newest = points.at(-1);
  return {
    ...(newest && { now: newest.requests / bucketSeconds }),
    min: Math.min(...rates),
    max: Math.max(...rates),
    failed: requests === 0 ? 0 : failed / requests,
    gaps: points.length - known.length,
  };
}

/** Draws buckets as bars: a gap stays empty, zero is the line below alone. `most`: requests that fill the height. */
export function sparkPaths(points: TrafficPoints, most: number): SparkPaths {
  const bars = SPARK_HEIGHT - GROUND;
  const height = (requests: number) => (requests === 0 ? 0 : Math.max(LEAST, (requests / Math.max(most, 1)) * bars));
  const paths: SparkPaths = { all: '', failed: '', known: '' };
  points.forEach((point, index) => {
    if (!point) return;
    paths.known += bar(index, 1, { top: bars, bottom: SPARK_HEIGHT });
    if (point.requests > 0) paths.all += bar(index, 1 - BETWEEN, { top: bars - height(point.requests), bottom: bars });
    if (point.failed > 0) paths.failed += bar(index, 1 - BETWEEN, { top: bars - height(point.failed), bottom: bars });
  });
  return paths;
}

function bar(left: number, width: number, { top, bottom }: { top: number; bottom: number }): string {
  return `M${left} ${bottom}V${Number(top.toFixed(2))}h${width}V${bottom}z`;
}
