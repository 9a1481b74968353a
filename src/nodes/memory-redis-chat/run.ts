// Redis chat memory: newest first in the list, as other products keep it.
import type { RunNode } from '../contract';
import { lastExchanges, MAX_MESSAGES } from '../ai/chat-history';
import { answer, type ChatMessage, type MemoryRequest, requestOf } from '../ai/protocols';
import { sessionOf } from '../ai/session';
import { readStored, storedMessage } from '../ai/stored-message';
import type { memoryRedisChat } from './definition';

export const runMemoryRedisChat: RunNode<typeof memoryRedisChat> = async ({ call, parameters, items, tools, idempotencyKey }) => {
  const request = requestOf<MemoryRequest>(call, 'memory');
  const values = parameters.at();
  const session = sessionOf(values, items[0]);
  const window = request.action === 'load' && request.all ? MAX_MESSAGES : Math.max(1, Math.floor(Number(values.contextWindowLength) || 5));
  const send = (...commands: (readonly [string, ...string[]])[]) => tools.redis({ credentialType: 'redis', commands });
  const [last] = await send(['LRANGE', session, '0', String(Math.min(2 * MAX_MESSAGES, 2 * window + 10) - 1)]);
  const texts = (Array.isArray(last) ? last : []).map(String);
  if (request.action === 'load') return answer({ messages: lastExchanges(texts.reverse().flatMap(text => readStored(parsed(text))), window) });
  const key = idempotencyKey(0);
  // A replacement that is run again writes all of its messages again: it empties the list first.
  const fresh = request.messages.map((message: ChatMessage, index) => ({ save: `${key}-${index}`, message })).filter(({ save }) => request.action === 'replace' || !texts.some(text => text.includes(save)));
  const ttl = Math.floor(Number(values.sessionTTL) || 0);
  const commands: (readonly [string, ...string[]])[] = request.action === 'replace' ? [['DEL', session]] : [];
  for (const { save, message } of fresh) {
    // The shape puts the content below `data`.
    const { type, ...data } = storedMessage(message, save);
    commands.push(['LPUSH', session, JSON.stringify({ type, data })]);
  }
  if (ttl > 0 && commands.length > 0) commands.push(['EXPIRE', session, String(ttl)]);
  if (commands.length > 0) await send(...commands);
  return answer({ saved: fresh.length });
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
