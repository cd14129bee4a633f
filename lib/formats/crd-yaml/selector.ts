import { isPlain } from '../conform/conform';
import { textOf } from '../unresolved';

/** Whether a Kubernetes label selector picks labels. An absent selector picks nothing, an empty one everything. */
export function selects(selector: unknown, labels: Readonly<Record<string, unknown>>): boolean {
  if (!isPlain(selector)) return false;
  const equal = Object.entries(isPlain(selector.matchLabels) ? selector.matchLabels : {});
  const expressions = Array.isArray(selector.matchExpressions) ? selector.matchExpressions : [];
  return (
    equal.every(([key, value]) => Object.hasOwn(labels, key) && textOf(labels[key]) === textOf(value)) &&
    expressions.every((expression) => isPlain(expression) && holds(expression, labels))
  );
}

function holds(expression: Record<string, unknown>, labels: Readonly<Record<string, unknown>>): boolean {
  const key = textOf(expression.key);
  const has = Object.hasOwn(labels, key);
  const values = (Array.isArray(expression.values) ? expression.values : []).map(textOf);
  const listed = has && values.includes(textOf(labels[key]));
  if (expression.operator === 'Exists') return has;
  if (expression.operator === 'DoesNotExist') return !has;
  return expression.operator === 'NotIn' ? !listed : listed;
}
