import { CloudMapError } from './errors';

/** One filter of a list, as Cloud Map takes it. */
export interface Filter {
  Name: string;
  Values: readonly string[];
  Condition?: 'EQ' | 'IN' | 'BETWEEN' | 'BEGINS_WITH' | undefined;
}

/** How the values of one filter name are compared, and with which conditions. */
export interface FilterRule<T> {
  /** What the item has for this name: its values, any of which may match. */
  valuesOf(item: T): readonly string[];
  conditions: readonly NonNullable<Filter['Condition']>[];
}

/** Keeps the items that pass every filter; a condition that the filter's name does not have is InvalidInput. */
export function filterItems<T>(
  items: readonly T[],
  filters: readonly Filter[],
  rules: Readonly<Record<string, FilterRule<T>>>,
): T[] {
  const tests = filters.map((filter, index) => {
    const rule = rules[filter.Name];
    if (!rule) throw new Error(`no rule for the filter ${filter.Name}`);
    requireCondition(filter, rule.conditions, `Filters[${index}]`);
    return (item: T) => rule.valuesOf(item).some((value) => passes(value, filter));
  });
  return items.filter((item) => tests.every((test) => test(item)));
}

function requireCondition(filter: Filter, allowed: readonly string[], path: string): void {
  const condition = filter.Condition ?? 'EQ';
  if (!allowed.includes(condition)) {
    const message = `${path}.Condition: ${filter.Name} takes ${allowed.join(' or ')}, not ${condition}`;
    throw new CloudMapError('InvalidInput', message);
  }
  const count = filter.Values.length;
  if (condition === 'BETWEEN' ? count === 2 : condition === 'IN' || count === 1) return;
  const wanted = condition === 'BETWEEN' ? 'two values' : 'one value';
  throw new CloudMapError('InvalidInput', `${path}.Values: ${condition} takes ${wanted}, not ${count}`);
}

function passes(value: string, { Condition: condition = 'EQ', Values: values }: Filter): boolean {
  const [first = '', second = ''] = values;
  if (condition === 'BEGINS_WITH') return value.startsWith(first);
  if (condition === 'BETWEEN') return Number(value) >= Number(first) && Number(value) <= Number(second);
  return values.includes(value);
}
