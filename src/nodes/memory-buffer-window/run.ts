// Simple memory: loads and saves the messages of a session.
import { NodeError, type RunNode } from '../contract';
import { addHistory, lastExchanges, loadHistory, setHistory } from '../ai/chat-history';
import { answer, type MemoryRequest, requestOf } from '../ai/protocols';
import type { memoryBufferWindow } from './definition';

export const runMemoryBufferWindow: RunNode<typeof memoryBufferWindow> = async ({ call, parameters, items, tools, node, idempotencyKey }) => {
  const request = requestOf<MemoryRequest>(call, 'memory');
  const { sessionIdType, sessionKey, contextWindowLength } = parameters.at();
  const given = sessionIdType === 'fromInput' ? items[0]?.json.sessionId : sessionKey;
  const session = given === undefined || given === null ? '' : String(given);
  if (session === '') throw new NodeError('There is no session', { description: sessionIdType === 'fromInput' ? 'The item has no field "sessionId". Start with a chat trigger, or choose a key.' : 'The key is empty.' });
  if (request.action === 'load') return answer({ messages: lastExchanges(await loadHistory(tools, node.id, session), Number(contextWindowLength) || 5) });
  if (request.action === 'replace') await setHistory(tools, node.id, session, request.messages);
  else await addHistory(tools, node.id, session, request.messages, idempotencyKey(0));
  return answer({ saved: request.messages.length });
};
