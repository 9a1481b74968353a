// Chat memory manager.
import type { Item } from '~/engine/items';
import type { Json, JsonObject } from '~/lib/json';
import type { RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import { askOne, type ChatMessage, type MemoryRequest, needed } from '../ai/protocols';
import type { memoryManager } from './definition';

const ROLES = { system: 'system', user: 'user', ai: 'assistant' } as const;

export const runMemoryManager: RunNode<typeof memoryManager> = async context => [await eachItemAsync(context, async (_item, index): Promise<Item> => {
  const { mode, insertMode, deleteMode, messages, lastMessagesCount, simplifyOutput } = context.parameters.at(index);
  const memory = needed(context.subNodes('ai_memory'), 'memory');
  const say = <T>(request: MemoryRequest): Promise<T> => askOne<T>(memory, request, index);
  const load = async (): Promise<ChatMessage[]> => (await say<{ messages?: ChatMessage[] }>({ action: 'load' })).messages ?? [];
  if (mode === 'insert') {
    const given = (messages.messageValues ?? []).map(({ type, message }): ChatMessage => ({ role: ROLES[type], content: message }));
    await say(insertMode === 'override' ? { action: 'replace', messages: given } : { action: 'save', messages: given });
    return { json: { success: true } };
  }
  if (mode === 'delete') {
    const kept = deleteMode === 'all' ? [] : (await load()).slice(0, -Math.max(1, Number(lastMessagesCount) || 2));
    await say({ action: 'replace', messages: kept });
    return { json: { success: true } };
  }
  const said = await load();
  return { json: { messages: simplifyOutput ? paired(said) : (said as unknown as Json), messagesCount: paired(said).length } };
})];

/** Question and answer in one object, as n8n shows them. */
function paired(messages: readonly ChatMessage[]): JsonObject[] {
  const made: JsonObject[] = [];
  for (const { role, content } of messages) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const last = made.at(-1);
    if (role === 'assistant' && last && 'human' in last && !('ai' in last)) last.ai = text;
    else made.push(role === 'system' ? { system: text } : role === 'assistant' ? { ai: text } : { human: text });
  }
  return made;
}
