// Switch: each item to the output its rule or number names (engine-nodes.md 9.2).
import type { Item } from '~/engine/items';
import { conditionsHold } from '../conditions/evaluate';
import { NodeError, type RunNode } from '../contract';
import { errorOfItem, failedItem } from '../each-item';
import type { ParametersOf } from '../fields';
import { passed } from '../passed';
import type { switchNode } from './definition';
import { switchOutputs } from './outputs';

type Parameters = ParametersOf<typeof switchNode.parameters>;

function byNumber(output: unknown, count: number): number[] {
  const index = output === null || output === '' ? Number.NaN : Number(output);
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    throw new NodeError(`The output ${String(output)} does not exist`, { description: `It has to be between 0 and ${count - 1}.` });
  }
  return [index];
}

/** The outputs of the rules that hold, one by one: what one of them cannot decide leaves those before it. */
function* byRules(parameters: Parameters, count: number, zone: string): Generator<number> {
  const { options, rules } = parameters;
  const fixed = parameters.fixedOutputs > 0;
  const found = new Set<number>();
  for (const [index, rule] of (rules.values ?? []).entries()) {
    if (!conditionsHold(rule.conditions, zone)) continue;
    const output = fixed ? rule.output : index;
    if (!found.has(output)) yield output;
    found.add(output);
    if (options.allMatchingOutputs !== true) return;
  }
  const fallback = options.fallbackOutput ?? 'none';
  if (found.size > 0 || fallback === 'none') return;
  if (fallback === 'extra') yield count - 1;
  else yield* byNumber(fallback, count);
}

export const runSwitch: RunNode<typeof switchNode> = ({ items, parameters, execution, node, continueOnFail }) => {
  const count = Math.max(1, switchOutputs(parameters.raw, node.typeVersion).length);
  const outputs: Item[][] = Array.from({ length: count }, () => []);
  items.forEach((item, index) => {
    try {
      const values = parameters.at(index);
      const targets = values.mode === 'expression' ? byNumber(values.output, count) : byRules(values, count, execution.timezone);
      for (const target of targets) outputs[target]?.push(passed(item, index));
    } catch (error) {
      if (!continueOnFail) throw errorOfItem(error, index);
      outputs[0]?.push(failedItem(error, index));
    }
  });
  return outputs;
};
