/** Reads single variables, and gathers what cannot be used. */
export interface EnvironmentReader {
  /** What stops the start: variable and reason. */
  readonly problems: string[];
  readonly warnings: string[];
  text(name: string): string | undefined;
  /** App Mesh's agent took 1, t, true and so on, in any case. */
  flag(name: string, standard: boolean): boolean;
  /** A number within bounds; outside of them the standard is taken with a warning, as the agent did. */
  number(name: string, standard: number, bounds?: { least: number; most: number }): number;
  fail(name: string, why: string): void;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Wraps an environment. */
export function readerOf(environment: Environment): EnvironmentReader {
  const problems: string[] = [];
  const warnings: string[] = [];
  const text = (name: string) => environment[name]?.trim() || undefined;
  const fallBack = (name: string, given: string, why: string, standard: string | number | boolean) => {
    warnings.push(`${name}=${given}: ${why}; ${standard} is used`);
  };
  return {
    problems,
    warnings,
    text,
    fail: (name, why) => void problems.push(`${name}: ${why}`),
    flag(name, standard) {
      const given = text(name);
      if (given === undefined) return standard;
      if (/^(1|t|true|on|yes)$/i.test(given)) return true;
      if (/^(0|f|false|off|no)$/i.test(given)) return false;
      fallBack(name, given, 'is neither true nor false', standard);
      return standard;
    },
    number(name, standard, { least, most } = { least: 0, most: Number.MAX_SAFE_INTEGER }) {
      const given = text(name);
      if (given === undefined) return standard;
      const value = Number(given);
      if (value >= least && value <= most) return value;
      fallBack(name, given, `is not a number from ${least} to ${most}`, standard);
      return standard;
    },
  };
}
