/** Something that stops the start, with a text for whoever starts it. */
export class StartError extends Error {
  constructor(
    message: string,
    override readonly cause?: unknown,
  ) {
    super(message);
    this.name = 'StartError';
  }
}

/** What to listen on, and which setting says so. */
export interface Wanted {
  what: string;
  where: string;
  setting: string;
}

/** Runs a listen; a failure names the setting that would cure it. */
export async function listening<T>(wanted: Wanted, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    throw new StartError(explain(wanted, error), error);
  }
}

function explain({ what, where, setting }: Wanted, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE')
    return `${what} cannot listen on ${where}: it is in use, perhaps by another Meshkeep. Choose another with ${setting}.`;
  if (code === 'EACCES') return `${what} may not listen on ${where}. Choose another with ${setting}.`;
  const words = error instanceof Error ? error.message : String(error);
  return `${what} cannot listen on ${where}: ${words}. It is set by ${setting}.`;
}
