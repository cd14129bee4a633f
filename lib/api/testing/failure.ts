import { AppMeshServiceException } from '@aws-sdk/client-app-mesh';
import { expect } from 'vitest';

/** What a call fails with: class and text, as the SDK tells them. */
export async function failureOf(call: Promise<unknown>): Promise<{ name: string; message: string }> {
  const error = await call.then(
    () => undefined,
    (e: Error) => e,
  );
  expect(error).toBeInstanceOf(AppMeshServiceException);
  return { name: error?.name ?? '', message: error?.message ?? '' };
}
