/** Real requests through a frontend of the demo: frontend application → its Envoy → a backend's Envoy → backend. */

export interface Answer {
  status: number;
  app?: string;
  version?: string;
}

/** Calls a virtual service through a frontend. */
export async function callThrough(frontendUrl: string, service: string): Promise<Answer> {
  const response = await fetch(`${frontendUrl}/call/${service}`, { signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  const body = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {};
  return { status: response.status, app: body.app, version: body.version };
}

/** How many of `count` requests each answer got: `200 v1` → 203. */
export async function countAnswers(frontendUrl: string, service: string, count: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const { status, version } = await callThrough(frontendUrl, service);
      const key = `${status} ${version ?? ''}`.trim();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return counts;
}

/** Five standard deviations around the expected number: a right split leaves it once in two million runs. */
export function fiveSigma(count: number, share: number): { low: number; high: number } {
  const spread = 5 * Math.sqrt(count * share * (1 - share));
  return { low: count * share - spread, high: count * share + spread };
}
