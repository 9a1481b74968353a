// Chat memory manager.
import type { Item } from '~/engine/items';
import type { Json, JsonObject } from '~/lib/json';
import type { RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import { askOne, type ChatMessage, type MemoryRequest, needed } from '../ai/protocols';
import { serialized } from '../ai/stored-message';
import type { memoryManager } from './definition';

const ROLES = { system: 'system', user: 'user', ai: 'assistant' } as const;
const NAMES = { system: 'system', user: 'human', assistant: 'ai', tool: 'tool' } as const;

export const runMemoryManager: RunNode<typeof memoryManager> = async context => [await eachItemAsync(context, async (_item, index): Promise<Item | Item[]> => {
  const { mode, insertMode, deleteMode, messages, lastMessagesCount, simplifyOutput, options } = context.parameters.at(index);
  const memory = needed(context.subNodes('ai_memory'), 'memory');
  const say = <T>(request: MemoryRequest): Promise<T> => askOne<T>(memory, request, index);
  const load = async (): Promise<ChatMessage[]> => (await say<{ messages?: ChatMessage[] }>({ action: 'load', all: true })).messages ?? [];
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
  const shown = simplifyOutput ? grouped(said) : said.map(serialized);
  if (!(options.groupMessages ?? context.node.typeVersion >= 1.1)) return shown.map((json): Item => ({ json }));
  return { json: { messages: shown as Json, messagesCount: shown.length } };
})];

/** Messages that follow each other in one object, by who said them; the next one of somebody who spoke before begins another, as in n8n. */
function grouped(messages: readonly ChatMessage[]): JsonObject[] {
  const made: JsonObject[] = [];
  for (const { role, content } of messages) {
    const name = NAMES[role];
    const last = made.at(-1);
    const group = last && !Object.hasOwn(last, name) ? last : {};
    if (group !== last) made.push(group);
    group[name] = typeof content === 'string' ? content : JSON.stringify(content);
  }
  return made;
}
