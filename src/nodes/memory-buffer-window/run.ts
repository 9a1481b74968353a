// Simple memory: loads and saves the messages of a session.
import type { RunNode } from '../contract';
import { addHistory, lastExchanges, loadHistory, setHistory } from '../ai/chat-history';
import { answer, type MemoryRequest, requestOf } from '../ai/protocols';
import { sessionOf } from '../ai/session';
import type { memoryBufferWindow } from './definition';

export const runMemoryBufferWindow: RunNode<typeof memoryBufferWindow> = async ({ call, parameters, items, tools, node, idempotencyKey }) => {
  const request = requestOf<MemoryRequest>(call, 'memory');
  const values = parameters.at();
  const session = sessionOf(values, items[0]);
  if (request.action === 'load') return answer({ messages: lastExchanges(await loadHistory(tools, node.id, session), Number(values.contextWindowLength) || 5) });
  if (request.action === 'replace') await setHistory(tools, node.id, session, request.messages);
  else await addHistory(tools, node.id, session, request.messages, idempotencyKey(0));
  return answer({ saved: request.messages.length });
};
