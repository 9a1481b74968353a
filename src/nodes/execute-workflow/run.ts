// Execute workflow: calls another workflow once with all items, or once for each (engine-nodes.md 9.2).
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync, failedItem, isNodeError } from '../each-item';
import type { MapperValue, ParametersOf } from '../fields';
import { whole } from '../files/pieces';
import { passAll } from '../passed';
import { convertValue } from '../set/convert';
import type { executeWorkflow } from './definition';

type Parameters = ParametersOf<typeof executeWorkflow.parameters>;
type Target = { workflowId: string } | { definition: JsonObject };

async function targetOf({ parameters, tools }: RunContext<Parameters>, index: number): Promise<Target> {
  const { source, workflowId, workflowJson, workflowUrl, workflowPath } = parameters.at(index);
  switch (source) {
    case 'database': {
      const id = String(workflowId ?? '').trim();
      if (id === '') throw new NodeError('Choose the workflow to run');
      return { workflowId: id };
    }
    case 'parameter':
      return { definition: definitionIn(workflowJson, 'The workflow JSON') };
    case 'url': {
      if (workflowUrl.trim() === '') throw new NodeError('Give the URL of the workflow');
      const { status, body } = await tools.http({ method: 'GET', url: workflowUrl.trim(), followRedirects: true });
      if (status >= 400) throw new NodeError(`The URL of the workflow answered ${status}`, { retryable: status >= 500 });
      return { definition: definitionIn(new TextDecoder().decode(body), 'What the URL answered') };
    }
    case 'localFile': {
      if (workflowPath.trim() === '') throw new NodeError('Give the path of the workflow');
      const [file] = await tools.area.read(workflowPath.trim());
      if (!file) throw new NodeError(`There is no file "${workflowPath.trim()}"`, { description: "Paths are looked up in the organization's own file area." });
      return { definition: definitionIn(new TextDecoder().decode(await whole(file, file.path)), `The file "${file.path}"`) };
    }
  }
}

function definitionIn(value: unknown, what: string): JsonObject {
  let definition = value;
  if (typeof value === 'string') {
    try {
      definition = JSON.parse(value);
    } catch {
      throw new NodeError(`${what} is not valid JSON`);
    }
  }
  if (!isPlainObject(definition)) throw new NodeError(`${what} must be an object`);
  return definition as JsonObject;
}

const FITS: Record<string, (value: Json) => boolean> = {
  number: value => typeof value === 'number', boolean: value => typeof value === 'boolean', array: Array.isArray, object: isPlainObject,
};

/** The mapped values, each of the type its field has: converted where that is asked for, refused otherwise. */
function fitting({ value, schema, attemptToConvertTypes }: MapperValue, index: number): JsonObject {
  const types = new Map((schema ?? []).map(field => [field.id, field.type ?? 'any']));
  return Object.fromEntries(Object.entries((value ?? {}) as JsonObject).map(([name, given]) => {
    const type = types.get(name) ?? 'any';
    if (given === null || !Object.hasOwn(FITS, type) || FITS[type]?.(given)) return [name, given];
    if (attemptToConvertTypes === true) return [name, convertValue(name, given, type, false)];
    throw new NodeError(`The field "${name}" of the called workflow is of the type ${type}, and its value is not`, { itemIndex: index, description: 'Correct the value, or switch on "Attempt to convert types".' });
  }));
}

/** What the called workflow gets for an item: its fields, and above them the mapped ones. */
function argument(item: Item, index: number, context: RunContext<Parameters>): Item {
  const mapping = context.parameters.get('workflowInputs', index);
  const mapped = context.node.typeVersion >= 1.2 && mapping?.mappingMode === 'defineBelow' && isPlainObject(mapping.value) && Object.keys(mapping.value).length > 0;
  const json = mapped ? { ...item.json, ...fitting(mapping, index) } : item.json;
  return item.binary === undefined ? { json } : { json, binary: item.binary };
}

export const runExecuteWorkflow: RunNode<typeof executeWorkflow> = async context => {
  const { items, parameters, tools, idempotencyKey } = context;
  const { mode, options } = parameters.at();
  const wait = options.waitForSubWorkflow !== false;
  // Before any call: a value that does not fit stops the step as a whole.
  const sent = items.map((item, index) => argument(item, index, context));
  if (mode === 'each') {
    const results = await eachItemAsync(context, async (item, index) => {
      const made = await tools.workflow({ ...(await targetOf(context, index)), items: [sent[index] as Item], wait, key: idempotencyKey(index) });
      return wait ? made.map(({ json, binary }): Item => ({ json, ...(binary === undefined ? {} : { binary }) })) : { ...item, pairedItem: { item: index } };
    });
    return [results];
  }
  let made: Item[];
  try {
    made = await tools.workflow({ ...(await targetOf(context, 0)), items: sent, wait, key: idempotencyKey(0) });
  } catch (error) {
    // One call, one error, of all items together.
    if (!context.continueOnFail || !isNodeError(error)) throw error;
    return [[{ ...failedItem(error, 0), pairedItem: items.map((_, index) => ({ item: index })) }]];
  }
  if (!wait) return [passAll(items)];
  const sameCount = made.length === items.length;
  return [made.map(({ json, binary }, index): Item => ({ json, ...(binary === undefined ? {} : { binary }), ...(sameCount ? { pairedItem: { item: index } } : {}) }))];
};
