// Execute workflow: calls another workflow once with all items, or once for each (engine-nodes.md 9.2).
import type { Item } from '~/engine/items';
import { isPlainObject, type JsonObject } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { passAll } from '../passed';
import type { executeWorkflow } from './definition';

type Parameters = ParametersOf<typeof executeWorkflow.parameters>;
type Target = { workflowId: string } | { definition: JsonObject };

function targetOf(parameters: Parameters): Target {
  switch (parameters.source) {
    case 'database': {
      const workflowId = String(parameters.workflowId ?? '').trim();
      if (workflowId === '') throw new NodeError('Choose the workflow to run');
      return { workflowId };
    }
    case 'parameter': {
      let definition: unknown = parameters.workflowJson;
      if (typeof definition === 'string') {
        try {
          definition = JSON.parse(definition);
        } catch {
          throw new NodeError('The workflow JSON is not valid JSON');
        }
      }
      if (!isPlainObject(definition)) throw new NodeError('The workflow JSON must be an object');
      return { definition: definition as JsonObject };
    }
    default:
      throw new NodeError(`A workflow cannot be run from a ${parameters.source === 'url' ? 'URL' : 'local file'}`, {
        description: 'Import it into this organization and choose it from the list.',
      });
  }
}

/** What the called workflow gets for an item: the mapped values where fields are mapped, else the item. */
function argument(item: Item, index: number, context: RunContext<Parameters>): Item {
  const mapping = context.parameters.get('workflowInputs', index);
  const mapped = context.node.typeVersion >= 1.2 && mapping?.mappingMode === 'defineBelow' && isPlainObject(mapping.value) && Object.keys(mapping.value).length > 0;
  const json = mapped ? (mapping.value as JsonObject) : item.json;
  return item.binary === undefined ? { json } : { json, binary: item.binary };
}

export const runExecuteWorkflow: RunNode<typeof executeWorkflow> = async context => {
  const { items, parameters, tools } = context;
  const { mode, options } = parameters.at();
  const wait = options.waitForSubWorkflow !== false;
  if (mode === 'each') {
    const results = await eachItemAsync(context, async (item, index) => {
      const made = await tools.workflow({ ...targetOf(parameters.at(index)), items: [argument(item, index, context)], wait });
      return wait ? made.map(({ json, binary }): Item => ({ json, ...(binary === undefined ? {} : { binary }) })) : { ...item, pairedItem: { item: index } };
    });
    return [results];
  }
  const made = await tools.workflow({ ...targetOf(parameters.at()), items: items.map((item, index) => argument(item, index, context)), wait });
  if (!wait) return [passAll(items)];
  const sameCount = made.length === items.length;
  return [made.map(({ json, binary }, index): Item => ({ json, ...(binary === undefined ? {} : { binary }), ...(sameCount ? { pairedItem: { item: index } } : {}) }))];
};
