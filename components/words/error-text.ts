import { ClientError } from '@/lib/client';
import { ERROR_CODES } from '@/lib/model';
import { useCodeWords } from './code-words';

export interface ErrorText {
  /** What happened, what was kept, what to do. */
  message: string;
  /** The control plane's own words. */
  detail?: string;
}

/** Words for anything that was thrown. */
export function useErrorText(): (error: unknown) => ErrorText {
  const t = useCodeWords('errors');
  return (error) => {
    if (!(error instanceof ClientError)) return { message: t('console.unexpected'), detail: String(error) };
    const known = ERROR_CODES.some((code) => code === error.code);
    const message = t(known ? `code.${error.code}` : `console.${error.code}`);
    return { message, detail: known || error.code === 'shape' ? error.message : undefined };
  };
}
