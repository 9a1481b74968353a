// Messages as other products keep them in databases (`{ type: "human" | "ai", … }`), so that a history made there goes on here.
import { getOwn, isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { ChatMessage } from './protocols';

const TYPES = { user: 'human', assistant: 'ai', system: 'system', tool: 'tool' } as const;
const ROLES: Record<string, 'user' | 'assistant' | 'system'> = { human: 'user', ai: 'assistant', system: 'system' };

/** `save` marks what one save wrote: repeated after a crash it is found again. */
export function storedMessage(message: ChatMessage, save: string): JsonObject {
  const content = typeof message.content === 'string' ? message.content : JSON.stringify(message.content);
  return { type: TYPES[message.role], content, additional_kwargs: { weftSave: save }, response_metadata: {}, ...(message.role === 'assistant' ? { tool_calls: [], invalid_tool_calls: [] } : {}) };
}

const CLASSES = { user: 'HumanMessage', assistant: 'AIMessage', system: 'SystemMessage', tool: 'ToolMessage' } as const;

/** As n8n shows a message that is not simplified, and its chat window reads it. */
export function serialized({ role, content }: ChatMessage): JsonObject {
  return { lc: 1, type: 'constructor', id: ['langchain_core', 'messages', CLASSES[role]], kwargs: { content: content as Json, ...(role === 'assistant' ? { tool_calls: [], invalid_tool_calls: [] } : {}), additional_kwargs: {}, response_metadata: {} } };
}

/** Empty for what is no message of a conversation (calls of tools). */
export function readStored(value: unknown): ChatMessage[] {
  if (!isPlainObject(value)) return [];
  const content = typeof value.content === 'string' ? value.content : isPlainObject(value.data) ? value.data.content : undefined;
  const role = getOwn(ROLES, String(value.type)) as (typeof ROLES)[string] | undefined;
  return role && typeof content === 'string' && content !== '' ? [{ role, content }] : [];
}
