// Read/write files: see engine-nodes.md 9.4. Where the files lie, and what is out of reach, is decided by server/files.
import type { BinaryRef, Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { NodeError, type NodeResult, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { fileOf, withFile } from '../files/item-file';
import { extensionOf, kindOf } from '../files/mime';
import { peek } from '../files/pieces';
import { shownSize } from '../files/shown-size';
import type { readWriteFile } from './definition';

type Parameters = ParametersOf<typeof readWriteFile.parameters>;
type Context = RunContext<Parameters>;

/** `image/png` -> `image`: the rough kind of n8n's items. */
function fileType(mimeType: string): string | undefined {
  const [kind = ''] = mimeType.split('/');
  if (mimeType === 'application/json') return 'json';
  if (mimeType === 'application/pdf') return 'pdf';
  if (mimeType.startsWith('text/html')) return 'html';
  return ['text', 'image', 'video', 'audio'].includes(kind) ? kind : undefined;
}

function about(file: BinaryRef): JsonObject {
  const kind = fileType(file.mimeType);
  return { mimeType: file.mimeType, ...(kind === undefined ? {} : { fileType: kind }), fileName: file.fileName ?? '', fileExtension: file.fileExtension ?? extensionOf(file.fileName ?? ''), fileSize: shownSize(file.fileSize) };
}

async function read(item: Item, { fileSelector, options }: Parameters, context: Context): Promise<Item[]> {
  const found = await context.tools.area.read(fileSelector);
  const items: Item[] = [];
  for (const { path, content } of found) {
    const fileName = options.fileName || (path.split('/').at(-1) ?? path);
    const looked = await peek(content);
    const stored = await context.tools.files.write(looked.content, { fileName, mimeType: options.mimeType || kindOf(fileName, looked.start) });
    const file = options.fileExtension ? { ...stored, fileExtension: options.fileExtension.replace(/^\./, '') } : stored;
    const json = options.fields === 'source' ? item.json : options.fields === 'none' ? {} : about(file);
    items.push({ json, binary: withFile(options.fields === 'source' ? item.binary : undefined, options.dataPropertyName || 'data', file) });
  }
  return items;
}

async function write(item: Item, { fileName, dataPropertyName, options }: Parameters, context: Context): Promise<Item> {
  if (fileName.trim() === '') throw new NodeError('The path of the file is empty');
  await context.tools.area.write(fileName, await context.tools.files.open(fileOf(item, dataPropertyName || 'data')), options.append === true);
  return { json: { ...item.json, fileName }, ...(item.binary === undefined ? {} : { binary: item.binary }) };
}

export const runReadWriteFile: RunNode<typeof readWriteFile> = async (context): Promise<NodeResult> => {
  const hints = new Set<string>();
  const items = await eachItemAsync(context, async (item, index) => {
    const parameters = context.parameters.at(index);
    const reads = parameters.operation !== 'write';
    const path = reads ? parameters.fileSelector : parameters.fileName;
    if (/^\s*([a-z]:)?[\\/]/i.test(path) && hints.size < 3) hints.add(`"${path.slice(0, 200)}" is taken as a path below the file area of the organization.`);
    if (!reads) return write(item, parameters, context);
    const found = await read(item, parameters, context);
    if (found.length === 0 && hints.size < 3) hints.add(`No file in the file area of the organization matches "${path.slice(0, 200)}".`);
    // From version 1.1 on.
    if (found.length === 0 && context.node.typeVersion > 1) throw new NodeError('No file(s) found');
    return found;
  });
  return { outputs: [items], ...(hints.size > 0 ? { hints: [...hints] } : {}) };
};
