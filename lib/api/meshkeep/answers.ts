import { jsonResponse, type RawResponse } from '../http';

/** Answers of the Meshkeep API are of this moment: nothing on the way may keep them. */
export const FRESH = { 'cache-control': 'no-store' };

/** What a use case brings, as JSON. */
export async function fresh(work: unknown, status = 200): Promise<RawResponse> {
  return jsonResponse(status, await work, FRESH);
}

/** That something is done which leaves nothing to tell. */
export async function done(work: Promise<unknown>): Promise<RawResponse> {
  await work;
  return { status: 204, headers: { ...FRESH }, body: '' };
}
