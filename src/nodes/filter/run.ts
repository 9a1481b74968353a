// Filter: keeps the items that meet the conditions; the others are dropped.
import type { Item } from '~/engine/items';
import { conditionsHold } from '../conditions/evaluate';
import type { RunNode } from '../contract';
import { errorOfItem } from '../each-item';
import { passed } from '../passed';
import type { filter } from './definition';

export const runFilter: RunNode<typeof filter> = ({ items, parameters, execution, continueOnFail }) => {
  const kept: Item[] = [];
  items.forEach((item, index) => {
    try {
      if (conditionsHold(parameters.get('conditions', index), execution.timezone)) kept.push(passed(item, index));
    } catch (error) {
      if (!continueOnFail) throw errorOfItem(error, index);
    }
  });
  return [kept];
};
