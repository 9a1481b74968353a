// Sort: stable, by fields, at random, or by the person's comparison in the sandbox.
import { getPath, type Json } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { passAll } from '../passed';
import { codeOutput } from '../code/output';
import type { sort } from './definition';

const sortable = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

function compare(left: unknown, right: unknown): number {
  const a = sortable(left);
  const b = sortable(right);
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return (a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0;
}

export const runSort: RunNode<typeof sort> = async context => {
  const { items, parameters, tools } = context;
  const { type, sortFieldsUi, options, code } = parameters.at();
  const all = passAll(items);
  if (type === 'random') {
    for (let i = all.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [all[i], all[j]] = [all[j] as (typeof all)[number], all[i] as (typeof all)[number]];
    }
    return [all];
  }
  if (type === 'code') {
    if (!/\breturn\b/.test(code)) throw new NodeError('The comparison must return a number', { description: 'Add a "return" to the code.' });
    const wrapped = `const __order = items.map((_, index) => index);\n__order.sort((left, right) => ((a, b) => {\n${code}\n})(items[left], items[right]));\nreturn { order: __order };`;
    const answer = codeOutput(await tools.sandbox({ code: wrapped, mode: 'allItems', items, context: {} })).output;
    const order = getPath(answer, 'order');
    if (!Array.isArray(order)) throw new NodeError('The comparison gave no order');
    return [order.map((index: Json) => all[Number(index)]).filter(item => item !== undefined)];
  }
  const fields = sortFieldsUi.sortField ?? [];
  if (fields.length === 0) throw new NodeError('Say which field to sort by');
  const dots = options.disableDotNotation !== true;
  const columns = fields.map(({ fieldName, order }) => {
    const name = fieldName.trim();
    const values = items.map(item => getPath(item.json, name, dots));
    if (items.length > 0 && values.every(value => value === undefined)) {
      throw new NodeError(`No item has the field "${name}"`, { description: dots ? 'If the name itself contains a dot, switch on "Disable dot notation".' : undefined });
    }
    return { values, sign: order === 'descending' ? -1 : 1 };
  });
  const order = items.map((_, index) => index);
  order.sort((left, right) => {
    for (const { values, sign } of columns) {
      const a = values[left];
      const b = values[right];
      const aMissing = a === undefined || a === null;
      if (aMissing || b === undefined || b === null) {
        if (aMissing && (b === undefined || b === null)) continue;
        return aMissing ? 1 : -1;
      }
      const result = compare(a, b);
      if (result !== 0) return result * sign;
    }
    return 0;
  });
  return [order.map(index => all[index] as (typeof all)[number])];
};
