// Default data loader: texts of an item or of its files, with metadata, cut by the connected splitter.
import type { BinaryRef, Item } from '~/engine/items';
import { getOwn, isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type RunContext, type RunNode, type SubNode } from '../contract';
import type { ParametersOf } from '../fields';
import { askOne, type Document, requestOf } from '../ai/protocols';
import { splitRecursively } from '../ai/splitting';
import { textsOfFile } from '../ai/file-texts';
import type { documentDefaultDataLoader } from './definition';

type Parameters = ParametersOf<typeof documentDefaultDataLoader.parameters>;
type Context = RunContext<Parameters>;

export const runDocumentDefaultDataLoader: RunNode<typeof documentDefaultDataLoader> = async context => {
  requestOf(context.call, 'documents');
  const item = context.items[0] ?? { json: {} };
  const parameters = context.parameters.at();
  const metadata = metadataOf(parameters);
  const whole = parameters.dataType === 'binary' ? await fromFiles(item, parameters, context) : fromJson(item, parameters);
  const documents = await split(whole, context);
  return [documents.map(({ text, metadata: own }): Item => ({ json: { text, metadata: { ...own, ...metadata } } }))];
};

function metadataOf({ options }: Parameters): JsonObject {
  const made: JsonObject = {};
  for (const { name, value } of options.metadata?.metadataValues ?? []) if (name !== '') setOwn(made, name, value);
  return made;
}

function fromJson(item: Item, { jsonMode, jsonData, options }: Parameters): Document[] {
  let data: Json = item.json;
  if (jsonMode === 'expressionData') {
    if (typeof jsonData === 'string' && !/^\s*[[{]/.test(jsonData)) return [{ text: jsonData, metadata: { source: 'blob', blobType: 'text/plain' } }];
    data = parsed(jsonData);
  }
  const pointers = (options.pointers ?? '').split(',').map(pointer => pointer.trim()).filter(pointer => pointer !== '');
  const parts = pointers.length === 0 ? [data] : pointers.flatMap(pointer => at(data, pointer));
  return parts.flatMap(leaves).map((text, index) => ({ text, metadata: { source: 'blob', blobType: 'application/json', line: index + 1 } }));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function at(data: Json, pointer: string): Json[] {
  let value: unknown = data;
  for (const key of pointer.split('/').filter(part => part !== '')) value = getOwn(value, key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return value === undefined ? [] : [value as Json];
}

/** Every text in the data is a document of its own, as in n8n; numbers and flags are taken too where there is no text at all. */
function leaves(value: Json): string[] {
  const texts = valuesIn(value).filter((each): each is string => typeof each === 'string' && each !== '');
  return texts.length > 0 ? texts : valuesIn(value).filter(each => each !== null && each !== '').map(String);
}

function valuesIn(value: Json): (string | number | boolean | null)[] {
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  if (isPlainObject(value)) return Object.values(value as JsonObject).flatMap(valuesIn);
  return [value as string | number | boolean | null];
}

async function fromFiles({ binary = {} }: Item, { binaryMode, binaryDataKey, loader, options }: Parameters, { tools }: Context): Promise<Document[]> {
  const names = binaryMode === 'specificField' ? binaryDataKey.split(',').map(name => name.trim()) : Object.keys(binary);
  if (names.length === 0) throw new NodeError('The item has no file');
  const documents: Document[] = [];
  for (const name of names) {
    const file = Object.hasOwn(binary, name) ? (binary[name] as BinaryRef) : undefined;
    if (!file) throw new NodeError(`The item has no file "${name}"`);
    documents.push(...(await textsOfFile(tools, file, loader, options.splitPages !== false)));
  }
  return documents;
}

async function split(documents: readonly Document[], { subNodes, node, parameters }: Context): Promise<Document[]> {
  const [splitter] = node.typeVersion < 1.1 || parameters.get('textSplittingMode') === 'custom' ? subNodes('ai_textSplitter') : [];
  const cut = async (text: string): Promise<string[]> => (splitter ? askSplitter(splitter, text) : node.typeVersion < 1.1 ? [text] : splitRecursively(text, { chunkSize: 1000, chunkOverlap: 200 }, undefined, true));
  const chunks: Document[] = [];
  for (const { text, metadata } of documents) for (const chunk of await cut(text)) chunks.push({ text: chunk, metadata: { ...metadata, loc: linesOf(text, chunk) } });
  return chunks;
}

const askSplitter = async (splitter: SubNode, text: string): Promise<string[]> => (await askOne<{ texts: string[] }>(splitter, { text })).texts;

/** Where the chunk stands, as n8n says it. */
function linesOf(text: string, chunk: string): JsonObject {
  const start = Math.max(0, text.indexOf(chunk));
  const from = text.slice(0, start).split('\n').length;
  return { lines: { from, to: from + chunk.split('\n').length - 1 } };
}
