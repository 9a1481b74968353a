// Move binary data: fields into a file and back, item by item.
import type { Item } from '~/engine/items';
import { getPath, isPlainObject, type Json, type JsonObject, removePath, setPath } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { findFile, withFile } from '../files/item-file';
import { decoded, encoded } from '../files/text';
import type { moveBinaryData } from './definition';

type Parameters = ParametersOf<typeof moveBinaryData.parameters>;
type Context = RunContext<Parameters>;

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new NodeError('The file is not valid JSON');
  }
}

/** An item without the file (or, the other way, without the field) is left out, as in n8n. */
async function toFields(item: Item, parameters: Parameters, context: Context): Promise<Item | Item[] | null> {
  const { sourceKey, destinationKey, setAllData, options } = parameters;
  const file = findFile(item, sourceKey);
  if (file === undefined) return null;
  const bytes = await context.tools.files.read(file);
  const { [sourceKey]: _moved, ...others } = item.binary ?? {};
  const binary = options.keepSource === true ? item.binary : others;
  const withFiles = (json: JsonObject): Item => (binary !== undefined && Object.keys(binary).length > 0 ? { json, binary } : { json });
  if (setAllData) {
    const whole = parsed(decoded(bytes, options.encoding, options.stripBOM !== false));
    return (Array.isArray(whole) ? whole : [whole]).map(value => withFiles(isPlainObject(value) ? (value as JsonObject) : { data: value }));
  }
  const text = (): string => decoded(bytes, options.encoding, options.stripBOM !== false);
  const json = structuredClone(item.json);
  setPath(json, destinationKey, options.keepAsBase64 === true ? Buffer.from(bytes).toString('base64') : options.jsonParse === true ? parsed(text()) : text());
  return withFiles(json);
}

async function toFile(item: Item, parameters: Parameters, context: Context): Promise<Item | null> {
  const { sourceKey, destinationKey, convertAllData, options } = parameters;
  const value = (convertAllData ? item.json : getPath(item.json, sourceKey)) as Json | undefined;
  if (value === undefined) return null;
  const raw = options.useRawData === true || options.dataIsBase64 === true;
  const text = raw && typeof value !== 'object' ? String(value) : JSON.stringify(value);
  const bytes = options.dataIsBase64 === true ? Buffer.from(text, 'base64') : encoded(text, options.encoding, options.addBOM === true);
  const mimeType = options.mimeType || 'application/json';
  const file = await context.tools.files.write(bytes, { mimeType, ...(options.fileName ? { fileName: options.fileName } : {}) });
  const json = options.keepSource === true ? item.json : convertAllData ? {} : structuredClone(item.json);
  if (options.keepSource !== true && !convertAllData) removePath(json, sourceKey);
  return { json, binary: withFile(item.binary, destinationKey || 'data', file) };
}

export const runMoveBinaryData: RunNode<typeof moveBinaryData> = async context => [
  await eachItemAsync(context, (item, index) => {
    const parameters = context.parameters.at(index);
    return parameters.mode === 'jsonToBinary' ? toFile(item, parameters, context) : toFields(item, parameters, context);
  }),
];
