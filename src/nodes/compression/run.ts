// Compression: see engine-nodes.md 9.4. The work itself is done in the workshop, which counts what comes out.
import type { BinaryRef, Item } from '~/engine/items';
import { setOwn } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { fileOf, namesOf } from '../files/item-file';
import { extensionOf, kindOf, looksLikeText } from '../files/mime';
import type { compression } from './definition';

type Parameters = ParametersOf<typeof compression.parameters>;
type Context = RunContext<Parameters>;
type Files = NonNullable<Item['binary']>;

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function store(context: Context, bytes: Uint8Array, fileName: string): Promise<BinaryRef> {
  return context.tools.files.write(bytes, { fileName, mimeType: kindOf(fileName, bytes) });
}

/** `a.txt.gz` -> `a.txt`; a text without an ending gets one. */
function unpackedName(name: string, bytes: Uint8Array): string {
  const bare = name.replace(/\.(gz|gzip)$/i, '') || 'file';
  return extensionOf(bare) === '' && looksLikeText(bytes) ? `${bare}.txt` : bare;
}

async function unpack(item: Item, parameters: Parameters, context: Context): Promise<Files> {
  const { tools } = context;
  const made: Files = {};
  const prefix = parameters.outputPrefix || 'file_';
  let count = 0;
  const add = async (bytes: Uint8Array, name: string): Promise<void> => setOwn(made, `${prefix}${count++}`, await store(context, bytes, name));
  for (const property of namesOf(parameters.binaryPropertyName)) {
    const file = fileOf(item, property);
    const bytes = await tools.files.read(file);
    if (isZip(bytes)) for (const entry of await tools.work('unzip', { bytes })) await add(entry.bytes, entry.name);
    else if (isGzip(bytes)) {
      const unpacked = await tools.work('gunzip', { bytes });
      await add(unpacked, unpackedName(file.fileName ?? property, unpacked));
    } else throw new NodeError(`The file "${property}" is neither a zip nor a gzip file`, { description: file.fileName === undefined ? undefined : `It is called ${file.fileName}.` });
  }
  return made;
}

/** `g.gz` for the text `a.txt` -> `g.txt.gz`, as in n8n. */
function packedName(wanted: string, source: string): string {
  if (wanted === '') return `${source}.gz`;
  const bare = wanted.replace(/\.(gz|gzip)$/i, '');
  const extension = extensionOf(source);
  return `${bare}${extension === '' || extensionOf(bare) === extension ? '' : `.${extension}`}.gz`;
}

async function pack(item: Item, parameters: Parameters, context: Context): Promise<Files> {
  const { tools, node } = context;
  const { outputFormat, fileName, outputPrefix, binaryPropertyOutput } = parameters;
  const files = namesOf(parameters.binaryPropertyName).map(property => ({ property, file: fileOf(item, property) }));
  if (files.length === 0) throw new NodeError('There is no file to compress');
  const made: Files = {};
  const output = binaryPropertyOutput || 'data';
  if (outputFormat === 'zip') {
    const named = await Promise.all(files.map(async ({ property, file }) => ({ name: file.fileName || (file.fileExtension ? `${property}.${file.fileExtension}` : property), bytes: await tools.files.read(file) })));
    setOwn(made, output, await store(context, await tools.work('zip', { files: named }), fileName || 'data.zip'));
    return made;
  }
  for (const [index, { property, file }] of files.entries()) {
    const bytes = await tools.work('gzip', { bytes: await tools.files.read(file) });
    const source = file.fileName ?? property;
    if (node.typeVersion === 1) setOwn(made, `${outputPrefix || 'data'}${index}`, await store(context, bytes, `${source.replace(/\.[^./]*$/, '')}.gzip`));
    else setOwn(made, index === 0 ? output : `${output}${index}`, await store(context, bytes, packedName(fileName, source)));
  }
  return made;
}

export const runCompression: RunNode<typeof compression> = async context => [
  await eachItemAsync(context, async (item, index) => {
    const parameters = context.parameters.at(index);
    return { json: item.json, binary: await (parameters.operation === 'compress' ? pack : unpack)(item, parameters, context) };
  }),
];
