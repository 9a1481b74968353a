// Simple memory: loads and saves the messages of a session.
import type { RunNode } from '../contract';
import { addHistory, lastExchanges, MAX_MESSAGES, loadHistory, setHistory } from '../ai/chat-history';
import { answer, type MemoryRequest, requestOf } from '../ai/protocols';
import { sessionOf } from '../ai/session';
import type { memoryBufferWindow } from './definition';

export const runMemoryBufferWindow: RunNode<typeof memoryBufferWindow> = async ({ call, parameters, items, tools, idempotencyKey }) => {
  const request = requestOf<MemoryRequest>(call, 'memory');
  const values = parameters.at();
  const session = sessionOf(values, items[0]);
  if (request.action === 'load') return answer({ messages: lastExchanges(await loadHistory(tools, session), request.all ? MAX_MESSAGES : Number(values.contextWindowLength) || 5) });
  if (request.action === 'replace') await setHistory(tools, session, request.messages);
  else await addHistory(tools, session, request.messages, idempotencyKey(0));
  return answer({ saved: request.messages.length });
};
