// Compression: see engine-nodes.md 9.4. Zip archives are worked on whole, in the workshop; gzip piece by piece.
import type { BinaryRef, Item } from '~/engine/items';
import { setOwn } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { fileOf, namesOf } from '../files/item-file';
import { extensionOf, kindOf, looksLikeText } from '../files/mime';
import { peek, piecesOf } from '../files/pieces';
import type { Pieces } from '../tools/files';
import type { compression } from './definition';
import { gunzipped, gzipped } from './gzip';

type Parameters = ParametersOf<typeof compression.parameters>;
type Context = RunContext<Parameters>;
type Files = NonNullable<Item['binary']>;

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The name may depend on how the file begins. */
async function store(context: Context, pieces: Pieces, name: (start: Uint8Array) => string): Promise<BinaryRef> {
  const { start, content } = await peek(pieces);
  const fileName = name(start);
  return context.tools.files.write(content, { fileName, mimeType: kindOf(fileName, start) });
}

/** `a.txt.gz` -> `a.txt`; a text without an ending gets one. */
function unpackedName(name: string, start: Uint8Array): string {
  const bare = name.replace(/\.(gz|gzip)$/i, '') || 'file';
  return extensionOf(bare) === '' && looksLikeText(start) ? `${bare}.txt` : bare;
}

async function unpack(item: Item, parameters: Parameters, context: Context): Promise<Files> {
  const { tools } = context;
  const made: Files = {};
  const prefix = parameters.outputPrefix || 'file_';
  let count = 0;
  const add = async (content: Pieces, name: (start: Uint8Array) => string): Promise<void> => setOwn(made, `${prefix}${count++}`, await store(context, content, name));
  for (const property of namesOf(parameters.binaryPropertyName)) {
    const file = fileOf(item, property);
    const { start, content } = await peek((await tools.files.open(file)).content);
    if (isZip(start)) for (const entry of await tools.work('unzip', { bytes: await tools.files.read(file) })) await add(piecesOf(entry.bytes), () => entry.name);
    else if (isGzip(start)) await add(gunzipped(content), bytes => unpackedName(file.fileName ?? property, bytes));
    else throw new NodeError(`The file "${property}" is neither a zip nor a gzip file`, { description: file.fileName === undefined ? undefined : `It is called ${file.fileName}.` });
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
    setOwn(made, output, await store(context, piecesOf(await tools.work('zip', { files: named })), () => fileName || 'data.zip'));
    return made;
  }
  for (const [index, { property, file }] of files.entries()) {
    const content = gzipped((await tools.files.open(file)).content);
    const source = file.fileName ?? property;
    if (node.typeVersion === 1) setOwn(made, `${outputPrefix || 'data'}${index}`, await store(context, content, () => `${source.replace(/\.[^./]*$/, '')}.gzip`));
    else setOwn(made, index === 0 ? output : `${output}${index}`, await store(context, content, () => packedName(fileName, source)));
  }
  return made;
}

export const runCompression: RunNode<typeof compression> = async context => [
  await eachItemAsync(context, async (item, index) => {
    const parameters = context.parameters.at(index);
    return { json: item.json, binary: await (parameters.operation === 'compress' ? pack : unpack)(item, parameters, context) };
  }),
];
