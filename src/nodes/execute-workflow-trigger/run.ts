// Sub-workflow trigger: takes the caller's items, cut to the fields this workflow declares.
import type { Item } from '~/engine/items';
import { isPlainObject, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import type { ParametersOf } from '../fields';
import type { executeWorkflowTrigger } from './definition';

/** Names of the declared fields; null takes everything. */
function declared(parameters: ParametersOf<typeof executeWorkflowTrigger.parameters>): string[] | null {
  if (parameters.inputSource === 'passthrough') return null;
  if (parameters.inputSource === 'workflowInputs') return (parameters.workflowInputs.values ?? []).map(({ name }) => name).filter(name => name !== '');
  let example: unknown = parameters.jsonExample;
  if (typeof example === 'string') {
    try {
      example = JSON.parse(example);
    } catch {
      throw new NodeError('The JSON example is not valid JSON');
    }
  }
  if (!isPlainObject(example)) throw new NodeError('The JSON example must be an object');
  return Object.keys(example);
}

export const runExecuteWorkflowTrigger: RunNode<typeof executeWorkflowTrigger> = ({ items, parameters }) => {
  const names = declared(parameters.at());
  const given: Item[] = items.length > 0 ? items : [{ json: {} }];
  if (names === null) return [given];
  return [
    given.map((item): Item => {
      const json: JsonObject = {};
      for (const name of names) setOwn(json, name, Object.hasOwn(item.json, name) ? (item.json[name] ?? null) : null);
      return item.binary === undefined ? { json } : { json, binary: item.binary };
    }),
  ];
};
