import type { Violation } from '@/lib/model';
import { useCodeWords } from './code-words';

/** What a form says beside a field. The API's own (English) words stand for limits without a second end. */
export function useViolationText(): (violation: Violation) => string {
  const t = useCodeWords('forms.violation');
  return ({ code, params, message, path }) => {
    const isSize = code === 'list-size' || code === 'text-length';
    if (isSize && params.was === 0) return t('required');
    return isSize && params.max === undefined ? message.slice(path ? path.length + 2 : 0) : t(code, params);
  };
}
