// Supabase: new rows go in one request, everything else is asked item by item.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { type HttpRequest, NodeError, type RunContext, type RunNode, type Tools } from '../contract';
import { eachItemAsync, failedItem } from '../each-item';
import type { supabase } from './definition';
import { filterOf, type Parameters, type Query, rowOf } from './request';

/** Rows the service gives at most in one answer. */
const PAGE = 1000;

async function ask(tools: Tools, parameters: Parameters, request: Pick<HttpRequest, 'method' | 'query' | 'body'>): Promise<JsonObject[]> {
  const { tableId, useCustomSchema, schema } = parameters;
  if (tableId.trim() === '') throw new NodeError('The table is empty');
  const { host = '' } = await tools.credential('supabaseApi');
  const profile: [string, string][] = useCustomSchema ? [['accept-profile', schema], ['content-profile', schema]] : [];
  const answer = await tools.http({ ...request, url: `${host.replace(/\/+$/, '')}/rest/v1/${encodeURIComponent(tableId.trim())}`, headers: [['prefer', 'return=representation'], ...profile], credentialType: 'supabaseApi' });
  const text = new TextDecoder().decode(answer.body);
  const value = parsed(text);
  if (answer.status >= 400) {
    const problem = isPlainObject(value) ? (value as JsonObject) : {};
    throw new NodeError(typeof problem.message === 'string' ? problem.message : `Supabase answered with status ${answer.status}`, {
      retryable: answer.status >= 500 || answer.status === 429,
      description: [problem.details, problem.hint].filter(part => typeof part === 'string').join(' ').slice(0, 500) || undefined,
    });
  }
  return (Array.isArray(value) ? value : value === null ? [] : [value]).filter(row => isPlainObject(row)) as JsonObject[];
}

function parsed(text: string): Json {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new NodeError('Supabase did not answer with JSON', { description: text.slice(0, 200) });
  }
}

async function getAll(tools: Tools, parameters: Parameters, filter: Query): Promise<JsonObject[]> {
  const wanted = parameters.returnAll ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(Number(parameters.limit)) || 0);
  const rows: JsonObject[] = [];
  while (rows.length < wanted) {
    const size = Math.min(PAGE, wanted - rows.length);
    const page = await ask(tools, parameters, { method: 'GET', query: [['select', '*'], ...filter, ['limit', String(size)], ['offset', String(rows.length)]] });
    rows.push(...page);
    if (page.length < size) break;
  }
  return rows;
}

async function perItem(context: RunContext<Parameters>, item: Item, index: number): Promise<Item[]> {
  const parameters = context.parameters.at(index);
  const { tools } = context;
  const filter = filterOf(parameters);
  switch (parameters.operation) {
    case 'getAll': return itemsOf(await getAll(tools, parameters, filter));
    case 'get': return itemsOf(await ask(tools, parameters, { method: 'GET', query: [['select', '*'], ...filter] }));
    case 'update': return itemsOf(await ask(tools, parameters, { method: 'PATCH', query: filter, body: { kind: 'json', value: rowOf(parameters, item.json) } }));
    default: return itemsOf(await ask(tools, parameters, { method: 'DELETE', query: filter }));
  }
}

const itemsOf = (rows: JsonObject[]): Item[] => rows.map(json => ({ json }));

export const runSupabase: RunNode<typeof supabase> = async context => {
  const { items, parameters, tools, continueOnFail } = context;
  if (parameters.at(0).operation !== 'create') return [await eachItemAsync(context, (item, index) => perItem(context, item, index))];
  const all = items.map((_item, index) => ({ item: index }));
  try {
    const rows = await ask(tools, parameters.at(0), { method: 'POST', body: { kind: 'json', value: items.map((item, index) => rowOf(parameters.at(index), item.json)) } });
    return [rows.map((json, index) => ({ json, pairedItem: rows.length === items.length ? { item: index } : all }))];
  } catch (error) {
    if (!continueOnFail) throw error;
    return [items.map((_item, index) => failedItem(error, index))];
  }
};
