// If: each item to output 0 (true) or 1 (false).
import type { Item } from '~/engine/items';
import { conditionsHold } from '../conditions/evaluate';
import type { RunNode } from '../contract';
import { errorOfItem } from '../each-item';
import { passed } from '../passed';
import type { ifNode } from './definition';

export const runIf: RunNode<typeof ifNode> = ({ items, parameters, execution, continueOnFail }) => {
  const yes: Item[] = [];
  const no: Item[] = [];
  items.forEach((item, index) => {
    try {
      const holds = conditionsHold(parameters.get('conditions', index), execution.timezone);
      (holds ? yes : no).push(passed(item, index));
    } catch (error) {
      // As in n8n: an item whose condition cannot be decided counts as false, also under continueErrorOutput.
      if (!continueOnFail) throw errorOfItem(error, index);
      no.push(passed(item, index));
    }
  });
  return [yes, no];
};
