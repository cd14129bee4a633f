import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { RemoteError } from '@/lib/aws';
import { type ImportAnswer, type ImportRequest, importAnswerSchema } from '@/lib/model';
import { Turns } from './turns';

/** How long reading may take, ms. */
const MOST_MS = 60_000;
/** Memory of one reading, MiB. */
const MOST_MEMORY = 768;
/** Two readings at once, since the rest of the console needs a processor too; the others wait. */
const turns = new Turns(2, 10);

/**
 * Reads files in a thread of their own, so that nobody else waits for them. Ended when the browser leaves, when it takes
 * too long or too much memory: then RemoteError tells which.
 */
export function readInWorker(request: ImportRequest, signal: AbortSignal): Promise<ImportAnswer> {
  const reading = turns.take(signal, () => read(request, signal));
  return reading ?? Promise.reject(new RemoteError(429, 'too-many-requests', 'too many files are being read'));
}

async function read(request: ImportRequest, signal: AbortSignal): Promise<ImportAnswer> {
  const worker = startWorker(request);
  const late = AbortSignal.timeout(MOST_MS);
  try {
    return importAnswerSchema.parse(await answerOf(worker, AbortSignal.any([signal, late])));
  } catch (error) {
    if (late.aborted) throw tooMuch(`reading took longer than ${MOST_MS / 1000} s`);
    if (isOutOfMemory(error)) throw tooMuch(`reading took more than ${MOST_MEMORY} MiB of memory`);
    throw error;
  } finally {
    void worker.terminate();
  }
}

/** The bundled program; from the sources when the console runs from them. */
function startWorker(workerData: ImportRequest): Worker {
  const options = { workerData, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY }, env: {} };
  if (process.env.NODE_ENV === 'production') {
    return new Worker(path.join(process.cwd(), 'dist', 'import-worker.js'), { ...options, execArgv: [] });
  }
  const source = path.join(process.cwd(), 'lib', 'runtime', 'import-worker.ts');
  return new Worker(source, { ...options, execArgv: ['--import', 'tsx'] });
}

function answerOf(worker: Worker, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that reads files ended without an answer')));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooMuch(what: string): RemoteError {
  return new RemoteError(400, 'limit-exceeded', `${what}; give fewer files at once`);
}
