import { useCodeWords } from './code-words';

export interface FieldWords {
  label: (shape: string, member: string) => string;
  hint: (shape: string, member: string) => string | undefined;
  /** Meaning of one of the API's values; the value itself when there is none. */
  value: (value: string) => string;
}

/** Labels and hints of a spec's members; those of gateways are the same as of nodes. */
export function useFieldWords(): FieldWords {
  const t = useCodeWords('fields');
  const pick = (group: string, shape: string, member: string) =>
    [`${group}.${shape}_${member}`, `${group}.${plainShape(shape)}_${member}`].find((key) => t.has(key));
  return {
    label: (shape, member) => t(pick('of', shape, member) ?? `label.${member}`),
    hint: (shape, member) => {
      const key = pick('hint', shape, member);
      return key && t(key);
    },
    value: (value) => (t.has(`value.${value}`) ? t(`value.${value}`) : value),
  };
}

/** Virtual gateways repeat the shapes of virtual nodes under names of their own. */
export function plainShape(shape: string): string {
  return shape === 'VirtualGatewaySpec' ? shape : shape.replace(/^VirtualGateway/, '');
}
