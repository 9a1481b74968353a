// MongoDB (engine-nodes.md 9.7). Before 1.1 find, aggregate and delete run once, for the first item.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import { fieldNames } from '../field-names';
import type { ParametersOf } from '../fields';
import type { MongoOperation } from '../tools/systems';
import type { mongoDb } from './definition';
import { documentOf, parsed, parsedObject, type Shape, withIds } from './documents';

type Parameters = ParametersOf<typeof mongoDb.parameters>;
type Context = RunContext<Parameters>;

async function ask(context: Context, { collection }: Parameters, operation: MongoOperation, input: JsonObject): Promise<Json> {
  if (collection.trim() === '') throw new NodeError('The collection is empty');
  const [answer = null] = await context.tools.mongo({ credentialType: 'mongoDb', collection: collection.trim(), operations: [{ operation, input }] });
  return answer;
}

const shapeOf = ({ fields, options }: Parameters, key?: string): Shape => ({ fields: fieldNames(fields), dateFields: fieldNames(options.dateFields), dots: options.useDotNotation === true, ...(key === undefined ? {} : { key }) });
const documents = (answer: Json): Item[] => (Array.isArray(answer) ? answer : []).map(json => ({ json: isPlainObject(json) ? (json as JsonObject) : { data: json } }));

async function read(context: Context, parameters: Parameters): Promise<Item[]> {
  const { operation, query, options } = parameters;
  if (operation === 'aggregate') {
    const stages = parsed('query', query);
    const pipeline = (Array.isArray(stages) ? stages : [stages]).map(stage => (isPlainObject(stage) && isPlainObject(stage.$match) ? { ...(stage as JsonObject), $match: withIds(stage.$match as JsonObject) } : stage)) as Json[];
    return documents(await ask(context, parameters, 'aggregate', { pipeline }));
  }
  const filter = withIds(parsedObject('query', query));
  if (operation === 'delete') {
    const { deletedCount = 0 } = (await ask(context, parameters, 'deleteMany', { filter })) as { deletedCount?: number };
    return [{ json: { deletedCount } }];
  }
  const sort = parsedObject('sort', options.sort);
  const projection = parsedObject('projection', options.projection);
  return documents(await ask(context, parameters, 'find', {
    filter, ...(Object.keys(sort).length > 0 ? { sort } : {}), ...(Object.keys(projection).length > 0 ? { projection } : {}), ...(Number(options.skip) > 0 ? { skip: Number(options.skip) } : {}), ...(Number(options.limit) > 0 ? { limit: Number(options.limit) } : {}),
  }));
}

/** All items are one insertion; each comes back as it was stored, with the id it got under both names (n8n 2.38.7). */
async function insert(context: Context): Promise<Item[]> {
  const parameters = context.parameters.at();
  const made = context.items.map((item, index) => documentOf(item.json, shapeOf(context.parameters.at(index))));
  const ids = (await ask(context, parameters, 'insertMany', { documents: made })) as Json[];
  return context.items.map((item, index) => {
    const json: JsonObject = {};
    for (const [name, value] of Object.entries(documentOf(item.json, shapeOf(context.parameters.at(index)), true))) setOwn(json, name, value);
    const id = ids[index] ?? null;
    return { json: { ...json, _id: id, id }, pairedItem: { item: index } };
  });
}

async function change(context: Context, item: Item, index: number): Promise<Item> {
  const parameters = context.parameters.at(index);
  const key = parameters.updateKey.trim() || 'id';
  const document = documentOf(item.json, shapeOf(parameters, key));
  if (document[key] === null || document[key] === undefined) throw new NodeError(`The item has no value for the update key "${key}"`);
  const { _id: _, ...changed } = document;
  const filter = withIds({ [key]: document[key] as Json });
  const { upsert } = parameters;
  if (parameters.operation === 'findOneAndReplace') await ask(context, parameters, 'findOneAndReplace', { filter, replacement: changed, upsert });
  else await ask(context, parameters, parameters.operation === 'update' ? 'updateOne' : 'findOneAndUpdate', { filter, update: { $set: changed }, upsert });
  return { json: documentOf(item.json, shapeOf(parameters, key), true), pairedItem: { item: index } };
}

export const runMongoDb: RunNode<typeof mongoDb> = async context => {
  const { operation } = context.parameters.at();
  if (context.items.length === 0) return [[]];
  if (operation === 'insert') return [await eachItemAsync({ ...context, items: context.items.slice(0, 1) }, () => insert(context))];
  if (operation === 'aggregate' || operation === 'find' || operation === 'delete') {
    const items = context.node.typeVersion < 1.1 ? context.items.slice(0, 1) : context.items;
    return [await eachItemAsync({ ...context, items }, (_, index) => read(context, context.parameters.at(index)))];
  }
  return [await eachItemAsync(context, (item, index) => change(context, item, index))];
};
