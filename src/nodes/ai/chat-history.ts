// Messages of one session in a node store: the last of them, and each exchange once.
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import type { Json, JsonObject } from '~/lib/json';
import { isPlainObject } from '~/lib/json';
import type { Tools } from '../contract';
import type { ChatMessage } from './protocols';

/** Messages and characters kept at most, whatever the window. */
export const MAX_MESSAGES = 1000;
const MAX_CHARACTERS = 1_000_000;

interface Stored { messages: ChatMessage[]; /** Keys of the saves, newest last: a save that is repeated after a crash counts once. */ saves: string[] }

const storedOf = (value: Json | null): Stored => {
  if (!isPlainObject(value)) return { messages: [], saves: [] };
  const { messages, saves } = value as JsonObject;
  return { messages: Array.isArray(messages) ? (messages as unknown as ChatMessage[]) : [], saves: Array.isArray(saves) ? (saves as string[]) : [] };
};

/** Memories of one workflow with the same session are one, as in n8n. Keys are cut: long sessions must not meet in what is left of them. */
export const historyKey = (session: string): string => `memory/${session.length <= 200 ? session : bytesToHex(sha256(utf8ToBytes(session)))}`;

export async function loadHistory(tools: Tools, session: string): Promise<ChatMessage[]> {
  return storedOf(await tools.store.get('workflow', historyKey(session))).messages;
}

export async function addHistory(tools: Tools, session: string, messages: readonly ChatMessage[], save: string): Promise<void> {
  await tools.store.update('workflow', historyKey(session), value => {
    const stored = storedOf(value);
    if (stored.saves.includes(save)) return value;
    return { messages: bounded([...stored.messages, ...messages]), saves: [...stored.saves, save].slice(-20) } as unknown as Json;
  });
}

export async function setHistory(tools: Tools, session: string, messages: readonly ChatMessage[]): Promise<void> {
  await tools.store.update('workflow', historyKey(session), () => (messages.length === 0 ? null : ({ messages: bounded(messages), saves: [] } as unknown as Json)));
}

function bounded(messages: readonly ChatMessage[]): ChatMessage[] {
  let from = Math.max(0, messages.length - MAX_MESSAGES);
  let size = 0;
  for (let index = messages.length - 1; index >= from; index--) {
    size += JSON.stringify(messages[index]).length;
    if (size > MAX_CHARACTERS && index < messages.length - 2) from = index + 1;
  }
  return messages.slice(from);
}

/** The last `exchanges` pairs: a window that starts with a question. All that is kept, as it is, for MAX_MESSAGES. */
export function lastExchanges(messages: readonly ChatMessage[], exchanges: number): ChatMessage[] {
  if (exchanges === MAX_MESSAGES) return [...messages];
  const window = messages.slice(-2 * Math.max(1, Math.floor(exchanges)));
  const first = window.findIndex(message => message.role === 'user');
  return first > 0 ? window.slice(first) : window;
}
