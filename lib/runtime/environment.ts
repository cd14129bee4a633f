/** Reads single settings, and gathers what is wrong with them. */
export interface EnvironmentReader {
  /** What is wrong so far: setting and reason. */
  readonly problems: string[];
  fail(name: string, why: string): void;
  /** Undefined when unset or empty. */
  text(name: string): string | undefined;
  /** 0 means any free port. */
  port(name: string, standard: number): number;
  count(name: string, standard: number): number;
  url(name: string): string | undefined;
}

/** Wraps an environment. */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): EnvironmentReader {
  const problems: string[] = [];
  const fail = (name: string, why: string) => void problems.push(`${name}: ${why}.`);
  const text = (name: string) => environment[name]?.trim() || undefined;
  const whole = (name: string, standard: number, most: number, what: string) => {
    const given = text(name);
    if (given === undefined) return standard;
    if (/^\d{1,9}$/.test(given) && Number(given) <= most) return Number(given);
    fail(name, `${JSON.stringify(given)} is not ${what}`);
    return standard;
  };
  return {
    problems,
    fail,
    text,
    port: (name, standard) => whole(name, standard, 65535, 'a port (0 to 65535)'),
    count: (name, standard) => whole(name, standard, 999_999_999, 'a whole number'),
    url(name) {
      const given = text(name);
      if (given === undefined || (URL.canParse(given) && /^https?:/.test(given))) return given;
      fail(name, `${JSON.stringify(given)} is not an http(s) address`);
      return given;
    },
  };
}
