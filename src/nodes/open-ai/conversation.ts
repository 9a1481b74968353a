// OpenAI, conversations: their messages and notes are kept by the service, and responses may go on with them.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError } from '../contract';
import { callJson } from '../ai/service';
import type { Job } from './run';

export async function createConversation({ parameters: { messages, options }, send }: Job): Promise<Item> {
  const items = (messages.values ?? []).map(({ role, content }) => ({ role, content: [{ type: role === 'assistant' ? 'output_text' : 'input_text', text: content }] }));
  const metadata = notesIn(options.metadata);
  return { json: await send('/conversations', { items, ...(metadata ? { metadata } : {}) }) };
}

export const getConversation = async (job: Job): Promise<Item> => ({ json: await callJson(job.context.tools, { ...job.at(pathOf(job)), method: 'GET', retries: 1 }) });

export const updateConversation = async (job: Job): Promise<Item> => ({ json: await job.send(pathOf(job), { metadata: notesIn(job.parameters.metadata) ?? {} }) });

export const removeConversation = async (job: Job): Promise<Item> => ({ json: await callJson(job.context.tools, { ...job.at(pathOf(job)), method: 'DELETE' }) });

function pathOf({ parameters: { conversationId } }: Job): string {
  if (conversationId.trim() === '') throw new NodeError('The conversation has no id');
  return `/conversations/${encodeURIComponent(conversationId.trim())}`;
}

/** Metadata is an object of texts, written as JSON; null where none is. */
function notesIn(given: Json | undefined): JsonObject | null {
  if (given === undefined || given === null || given === '') return null;
  if (isPlainObject(given)) return given as JsonObject;
  try {
    const value: unknown = JSON.parse(String(given));
    if (isPlainObject(value)) return value as JsonObject;
  } catch {
    // Said below.
  }
  throw new NodeError('The metadata must be a JSON object');
}
