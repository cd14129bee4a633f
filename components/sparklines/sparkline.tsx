import { SPARK_HEIGHT, sparkPaths } from '@/lib/graph';
import type { TrafficPoints } from '@/lib/model';

export interface SparklineProps {
  points: TrafficPoints;
  /** Requests of a bucket that fill the height: the same for all that stand below each other. */
  most: number;
  /** All of it in words. */
  label: string;
}

/** Requests over time; those that failed are coloured, and where nothing reported there is nothing. */
export function Sparkline({ points, most, label }: SparklineProps) {
  const { all, failed, known } = sparkPaths(points, most);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${points.length} ${SPARK_HEIGHT}`}
      preserveAspectRatio="none"
      className="h-6 w-full rounded-xs bg-canvas"
    >
      <title>{label}</title>
      <path d={known} fill="var(--ink-3)" />
      <path d={all} fill="var(--accent)" />
      <path d={failed} fill="var(--bad)" />
    </svg>
  );
}
