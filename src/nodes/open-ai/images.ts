// OpenAI, images: making them and asking about them.
import type { BinaryRef, Item } from '~/engine/items';
import { isPlainObject, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type Tools } from '../contract';
import { objectsIn } from '../ai/service';
import { dataUrl } from '../chat-models/openai-protocol';
import type { Job } from './run';

/** A file under a name of the item, with what it is as its json. */
export async function fileItem(tools: Tools, bytes: Uint8Array, name: string, info: { fileName: string; mimeType: string }): Promise<Item> {
  const file = await tools.files.write(bytes, info);
  const binary: Record<string, BinaryRef> = {};
  setOwn(binary, name, file);
  return { json: { mimeType: file.mimeType, fileName: info.fileName, fileSize: file.fileSize }, binary };
}

export async function makeImages({ parameters, context, send }: Job): Promise<Item[]> {
  const { prompt, model, options } = parameters;
  if (prompt.trim() === '') throw new NodeError('The prompt is empty');
  const chosen = model.trim() || 'dall-e-3';
  // The newer models give files only, and do not take the choice.
  const choice: JsonObject = chosen.startsWith('gpt-image') ? {} : { response_format: options.returnImageUrls ? 'url' : 'b64_json' };
  const { size, style, n } = options;
  const quality = options.quality ?? options.dalleQuality;
  const body: JsonObject = { prompt, model: chosen, ...choice };
  for (const [name, value] of Object.entries({ size, quality, style, n })) if (value !== undefined) body[name] = value;
  const { data } = await send('/images/generations', body);
  const made: Item[] = [];
  for (const image of objectsIn(data)) {
    if (typeof image.b64_json === 'string') made.push(await fileItem(context.tools, Buffer.from(image.b64_json, 'base64'), options.binaryPropertyOutput || 'data', { fileName: 'image.png', mimeType: 'image/png' }));
    else made.push({ json: image as JsonObject });
  }
  return made;
}

export async function analyzeImage({ parameters, item, context, send }: Job): Promise<Item | Item[]> {
  const { text, inputType, imageUrls, binaryPropertyName, simplify, options, modelId } = parameters;
  const urls = inputType === 'url' ? imageUrls.split(',').map(url => url.trim()).filter(url => url !== '') : await Promise.all(binaryPropertyName.split(',').map(name => dataUrl(fileOf(item, name.trim()), context.tools)));
  if (urls.length === 0) throw new NodeError('There is no image');
  const most = Number(options.maxTokens) || 300;
  if (context.node.typeVersion >= 2) {
    const asked = [{ type: 'input_text', text }, ...urls.map(url => ({ type: 'input_image', image_url: url, detail: options.detail ?? 'auto' }))];
    const given = await send('/responses', { model: modelId.trim() || 'gpt-4o', input: [{ role: 'user', content: asked }], max_output_tokens: most });
    return simplify ? objectsIn(given.output).map((json): Item => ({ json: json as JsonObject })) : { json: given };
  }
  const content = [{ type: 'text', text }, ...urls.map(url => ({ type: 'image_url', image_url: { url, detail: options.detail ?? 'auto' } }))];
  const answer = await send('/chat/completions', { model: modelId.trim() || 'gpt-4o', messages: [{ role: 'user', content }], max_tokens: most });
  const message = objectsIn(answer.choices)[0]?.message;
  return { json: simplify ? { content: isPlainObject(message) && typeof message.content === 'string' ? message.content : '' } : answer };
}

export function fileOf({ binary }: Item, name: string): BinaryRef {
  const file = binary !== undefined && Object.hasOwn(binary, name) ? binary[name] : undefined;
  if (!file) throw new NodeError(`The item has no file "${name}"`);
  return file;
}
