import { type CredentialInput, type CredentialMethod, resourcePatternProblem } from '@/lib/model';

/** How a client certificate comes about: with a key that we make, for somebody's own key, or at another authority. */
export const CERTIFICATE_SOURCES = ['newKey', 'request', 'other'] as const;
export type CertificateSource = (typeof CERTIFICATE_SOURCES)[number];

/** Lifetimes that are offered, days; the empty one is without end, which certificates never are. */
export const LIVES = ['30', '90', '365', ''] as const;

/** The form as it is typed. */
export interface CredentialForm {
  name: string;
  method: CredentialMethod;
  source: CertificateSource;
  subject: string;
  request: string;
  /** Patterns, one on each line. */
  resources: string;
  days: (typeof LIVES)[number];
}

/** A form for a new credential of a mesh's nodes. */
export function newForm(mesh: string): CredentialForm {
  const resources = `mesh/${mesh}/virtualNode/`;
  return { name: '', method: 'token', source: 'newKey', subject: '', request: '', resources, days: '90' };
}

const DAY_MS = 24 * 3600 * 1000;

/** Whether our own authority is to issue a certificate. */
export function isIssued({ method, source }: Pick<CredentialForm, 'method' | 'source'>): boolean {
  return method === 'certificate' && source !== 'other';
}

/** Whether the form asks for the name that is shown: tokens have none, issued certificates get one. */
export function needsSubject(form: Pick<CredentialForm, 'method' | 'source'>): boolean {
  return form.method !== 'token' && !isIssued(form);
}

/** What the control plane is sent; undefined while something is missing or wrong. */
export function inputOf(form: CredentialForm, now: number): CredentialInput | undefined {
  const { method, source, days } = form;
  const [name, subject, request] = [form.name.trim(), form.subject.trim(), form.request.trim()];
  const resources = patternsOf(form.resources);
  if (!name || resources.length === 0 || wrongPattern(form.resources) !== undefined) return undefined;
  const base = { name, method, resources };
  if (isIssued(form)) {
    if (days === '' || (source === 'request' && !isRequest(request))) return undefined;
    return { ...base, issue: { days: Number(days), ...(source === 'request' && { request }) } };
  }
  if (needsSubject(form) && !subject) return undefined;
  const expiresAt = days === '' ? {} : { expiresAt: now + Number(days) * DAY_MS };
  return { ...base, ...(needsSubject(form) && { subject }), ...expiresAt };
}

/** Whether a text holds a signing request in PEM. */
export function isRequest(text: string): boolean {
  return /-----BEGIN (NEW )?CERTIFICATE REQUEST-----[^-]+-----END (NEW )?CERTIFICATE REQUEST-----/.test(text);
}

/** The first line that is no pattern. */
export function wrongPattern(text: string): string | undefined {
  return patternsOf(text).find((pattern) => resourcePatternProblem(pattern) !== undefined);
}

/** The patterns with one more; a line that somebody has only begun makes room for it. */
export function withPattern(text: string, pattern: string): string {
  const whole = patternsOf(text).filter((line) => !line.endsWith('/') && line !== pattern);
  return [...whole, pattern].join('\n');
}

function patternsOf(text: string): string[] {
  return text.split('\n').flatMap((line) => line.trim() || []);
}
