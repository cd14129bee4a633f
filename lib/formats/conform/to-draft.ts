import { KIND_INFO, type Kind } from '@/lib/model';
import type { Draft, Reading } from '../types';
import { conform, type Origin } from './conform';
import type { Dialect } from './dialect';

/** Reads one resource's input, written in a dialect, into a reading. Answers the draft. */
export function addDraft(
  reading: Reading,
  kind: Kind,
  input: Record<string, unknown>,
  dialect: Dialect,
  origin: Origin,
): Draft {
  const { value, findings, unresolved, holes } = conform(`Create${KIND_INFO[kind].label}Input`, input, dialect, origin);
  const draft: Draft = { ...origin, kind, params: value as Record<string, unknown>, unresolved, holes };
  reading.drafts.push(draft);
  for (const finding of findings) reading.findings.push(finding);
  return draft;
}
