import type { z } from 'zod';
import type { RawInput } from '../input';
import { CloudMapError } from './errors';
import { CLOUD_MAP_INPUTS, type CloudMapInput, type CloudMapOperation } from './schemas';

/** Validates the input of an operation; throws InvalidInput that tells every member that is wrong. */
export function readInput<O extends CloudMapOperation>(operation: O, raw: RawInput): CloudMapInput<O> {
  const schema: z.ZodType = CLOUD_MAP_INPUTS[operation];
  const parsed = schema.safeParse(raw, { error: (issue) => (issue.input === undefined ? 'is required' : undefined) });
  if (!parsed.success) throw new CloudMapError('InvalidInput', parsed.error.issues.map(issueText).join('\n'));
  return parsed.data as CloudMapInput<O>;
}

/** `Filters[0].Name: …` */
function issueText(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  const message = issue.code === 'invalid_key' ? issue.issues.map((inner) => inner.message).join('; ') : issue.message;
  return `${path.replace(/^\./, '')}: ${message}`;
}
