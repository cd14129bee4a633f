/** words: texts of things that come as codes: problems, errors, broken rules, labels of the API's members. */
export { type CodeWords, useCodeWords } from './code-words';
export { type ErrorText, useErrorText } from './error-text';
export { plainShape, useFieldWords } from './field-words';
export { useProblemText } from './problem-text';
export { useViolationText } from './violation-text';
