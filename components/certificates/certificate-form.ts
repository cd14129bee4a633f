import { type NewCertificate, newCertificateSchema } from '@/lib/model';

/** What may be wrong with a field; lib/i18n has a sentence for each under `certificates.wrong`. */
export type Wrong =
  | 'required'
  | 'arn'
  | 'noCertificate'
  | 'noKey'
  | 'keyHasPassword'
  | 'names'
  | 'tooManyNames'
  | 'days'
  | 'tooLong';

/** Fields of all three forms. */
export interface CertificateForm {
  /** Empty: a new one is made. */
  arn: string;
  certificate: string;
  privateKey: string;
  /** One on each line. */
  names: string;
  days: number | undefined;
}

export type FormErrors = Partial<Record<keyof CertificateForm, Wrong>>;

/** Ways to have something held. */
export type Way = 'import' | 'trust' | 'issue';

/** Which fields each way asks for, the ARN before them. */
const FIELDS = {
  import: ['certificate', 'privateKey'],
  trust: ['certificate'],
  issue: ['names', 'days'],
} as const satisfies Record<Way, readonly (keyof CertificateForm)[]>;

const MOST_NAMES = 100;
const MOST_PEM = 65_536;

/** What the control plane is sent, or what is wrong with which field: told before a key has travelled in vain. */
export function inputOf(way: Way, form: CertificateForm): { input: NewCertificate } | { errors: FormErrors } {
  const found = (['arn', ...FIELDS[way]] as const).flatMap((field) => {
    const wrong = wrongWith(field, form);
    return wrong ? [[field, wrong] as const] : [];
  });
  if (found.length > 0) return { errors: Object.fromEntries(found) };
  const { certificate, privateKey } = form;
  const arn = form.arn.trim() || undefined;
  const members = {
    import: { arn, certificate, privateKey },
    trust: { arn, certificate },
    issue: { arn, names: namesOf(form.names), days: form.days },
  };
  return { input: newCertificateSchema.parse({ [way]: members[way] }) };
}

/** Names as they are typed: lines, and what commas and spaces part. */
export function namesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

function wrongWith(field: keyof CertificateForm, form: CertificateForm): Wrong | undefined {
  switch (field) {
    case 'arn':
      return arnWrong(form.arn.trim());
    case 'certificate':
      return certificateWrong(form.certificate);
    case 'privateKey':
      return keyWrong(form.privateKey);
    case 'names':
      return namesWrong(namesOf(form.names));
    case 'days':
      return Number.isInteger(form.days) && Number(form.days) >= 1 && Number(form.days) <= 825 ? undefined : 'days';
  }
}

function arnWrong(arn: string): Wrong | undefined {
  return arn === '' || (/^arn:\S+$/.test(arn) && arn.length <= 2048) ? undefined : 'arn';
}

function certificateWrong(text: string): Wrong | undefined {
  if (text.trim() === '') return 'required';
  if (text.length > MOST_PEM) return 'tooLong';
  return /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.test(text) ? undefined : 'noCertificate';
}

function keyWrong(text: string): Wrong | undefined {
  if (text.trim() === '') return 'required';
  if (text.length > MOST_PEM) return 'tooLong';
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text)) return 'keyHasPassword';
  return /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(text) ? undefined : 'noKey';
}

function namesWrong(names: readonly string[]): Wrong | undefined {
  if (names.length === 0) return 'required';
  if (names.length > MOST_NAMES) return 'tooManyNames';
  return names.every((name) => name.length <= 253) ? undefined : 'names';
}
