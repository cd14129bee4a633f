/**
 * A thread of the console's that reads files of other systems: what they cost in time and memory is its own, and it can
 * be ended. Given an ImportRequest, it answers with an ImportAnswer and is done.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { readImport } from '@/lib/formats';

parentPort?.postMessage(readImport(workerData));
