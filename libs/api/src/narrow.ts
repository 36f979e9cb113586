import type { Filter, Scalar } from '@khien/model';

/**
 * What was asked for, within what the person may see; undefined when the two have nothing in common.
 * The scope always wins: asking for a field the scope narrows can only narrow it more.
 */
export function narrow(scope: Filter, asked: Filter): Filter | undefined {
  const both: Filter = { ...asked };
  for (const [field, allowed] of Object.entries(scope)) {
    const wanted = asked[field];
    const values =
      wanted === undefined
        ? valuesOf(allowed)
        : valuesOf(wanted).filter((one) => valuesOf(allowed).includes(one));
    if (values.length === 0) return undefined;
    both[field] = { in: values };
  }
  return both;
}

function valuesOf(condition: Filter[string]): Scalar[] {
  if (condition === null || typeof condition !== 'object') return [condition];
  return 'in' in condition ? condition.in : [];
}
