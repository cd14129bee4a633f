/** Percentages of requests that are logged. Few steps, as each change replaces the proxies' listeners (LDS). */
export const SAMPLE_STEPS = [100, 10, 1] as const;
export type SamplePercent = (typeof SAMPLE_STEPS)[number];

/** Logged entries per second of one proxy above which fewer are asked for. */
const TOO_MANY_PER_SECOND = 200;
/** With the next larger percentage a proxy must stay below this before more are asked for again. */
const FEW_PER_SECOND = 40;
/** Seconds over which the rate is judged before it is lowered, and the much longer quiet before it is raised. */
export const LOWER_AFTER_SECONDS = 10;
export const RAISE_AFTER_SECONDS = 300;

/** How many entries arrive: the busiest proxy of a group, in entries (not weighted) per second. */
export interface LoggedRate {
  /** Over the last LOWER_AFTER_SECONDS. */
  recent: number;
  /** Highest such rate within the last RAISE_AFTER_SECONDS, or as long as the present percentage holds. */
  highest: number;
  /** Seconds since the present percentage holds. */
  heldSeconds: number;
}

/** The percentage to ask for next. Lowered within seconds, raised after minutes, so that it never swings. */
export function nextSamplePercent(current: SamplePercent, rate: LoggedRate): SamplePercent {
  const step = SAMPLE_STEPS.indexOf(current);
  const lower = SAMPLE_STEPS[step + 1];
  if (rate.recent > TOO_MANY_PER_SECOND && lower !== undefined) return lower;
  const higher = SAMPLE_STEPS[step - 1];
  if (higher === undefined || rate.heldSeconds < RAISE_AFTER_SECONDS) return current;
  return (rate.highest / current) * higher < FEW_PER_SECOND ? higher : current;
}

/** A stored or parsed number as a step; anything else logs everything. */
export function asSamplePercent(value: unknown): SamplePercent {
  return SAMPLE_STEPS.find((step) => step === value) ?? 100;
}
