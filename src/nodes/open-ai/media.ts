// OpenAI, sound and files: speech, transcription, uploads.
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { NodeError } from '../contract';
import { callJson, callService, objectsIn } from '../ai/service';
import { fileItem, fileOf } from './images';
import type { Job } from './run';

export async function speak({ parameters: { input, model, voice, options }, context: { tools }, at }: Job): Promise<Item> {
  if (input.trim() === '') throw new NodeError('The text is empty');
  const format = options.response_format || 'mp3';
  const body: JsonObject = { model: model.trim() || 'tts-1', input, voice, response_format: format, speed: Number(options.speed) || 1 };
  const { body: bytes } = await callService(tools, { ...at('/audio/speech'), body: { kind: 'json', value: body }, retries: 2 });
  return fileItem(tools, bytes, options.binaryPropertyOutput || 'data', { fileName: `audio.${format}`, mimeType: `audio/${format}` });
}

/** Writes down what is said, or translates it to English. */
export async function transcribe({ parameters: { operation, binaryPropertyName, options }, item, context: { tools }, at }: Job): Promise<Item> {
  const parts: { name: string; value: string }[] = [{ name: 'model', value: 'whisper-1' }];
  if (options.language) parts.push({ name: 'language', value: options.language });
  if (options.temperature !== undefined) parts.push({ name: 'temperature', value: String(options.temperature) });
  const path = operation === 'translate' ? '/audio/translations' : '/audio/transcriptions';
  return { json: await callJson(tools, { ...at(path), body: { kind: 'multipart', parts: [...parts, { name: 'file', file: fileOf(item, binaryPropertyName || 'data') }] }, retries: 1 }) };
}

export async function uploadFile({ parameters: { binaryPropertyName, options }, item, context: { tools }, at }: Job): Promise<Item> {
  return { json: await callJson(tools, { ...at('/files'), body: { kind: 'multipart', parts: [{ name: 'purpose', value: options.purpose || 'assistants' }, { name: 'file', file: fileOf(item, binaryPropertyName || 'data') }] } }) };
}

export async function listFiles({ context: { tools }, at }: Job): Promise<Item[]> {
  const { data } = await callJson(tools, { ...at('/files'), method: 'GET', retries: 1 });
  return objectsIn(data).map((json): Item => ({ json: json as JsonObject }));
}

export async function removeFile({ parameters: { fileId }, context: { tools }, at }: Job): Promise<Item> {
  if (fileId.trim() === '') throw new NodeError('Choose the file');
  return { json: await callJson(tools, { ...at(`/files/${encodeURIComponent(fileId.trim())}`), method: 'DELETE' }) };
}
