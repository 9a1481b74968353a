// Messages as other products keep them in databases (`{ type: "human" | "ai", … }`), so that a history made there goes on here.
import { isPlainObject, type JsonObject } from '~/lib/json';
import type { ChatMessage } from './protocols';

const TYPES = { user: 'human', assistant: 'ai', system: 'system', tool: 'tool' } as const;
const ROLES: Record<string, 'user' | 'assistant' | 'system'> = { human: 'user', ai: 'assistant', system: 'system' };

/** `save` marks what one save wrote: repeated after a crash it is found again. */
export function storedMessage(message: ChatMessage, save: string): JsonObject {
  const content = typeof message.content === 'string' ? message.content : JSON.stringify(message.content);
  return { type: TYPES[message.role], content, additional_kwargs: { weftSave: save }, response_metadata: {}, ...(message.role === 'assistant' ? { tool_calls: [], invalid_tool_calls: [] } : {}) };
}

/** Empty for what is no message of a conversation (calls of tools). */
export function readStored(value: unknown): ChatMessage[] {
  if (!isPlainObject(value)) return [];
  const content = typeof value.content === 'string' ? value.content : isPlainObject(value.data) ? value.data.content : undefined;
  const role = ROLES[String(value.type)];
  return role && typeof content === 'string' && content !== '' ? [{ role, content }] : [];
}
