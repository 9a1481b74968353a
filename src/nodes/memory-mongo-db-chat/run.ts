// MongoDB chat memory: `{ sessionId, messages: [{ type, data }] }`, as other products keep it.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import type { MongoRequest } from '../tools/systems';
import { lastExchanges, MAX_MESSAGES } from '../ai/chat-history';
import { answer, type MemoryRequest, requestOf } from '../ai/protocols';
import { sessionOf } from '../ai/session';
import { readStored, storedMessage } from '../ai/stored-message';
import type { memoryMongoDbChat } from './definition';

export const runMemoryMongoDbChat: RunNode<typeof memoryMongoDbChat> = async ({ call, parameters, items, tools, idempotencyKey }) => {
  const request = requestOf<MemoryRequest>(call, 'memory');
  const values = parameters.at();
  const sessionId = sessionOf(values, items[0]);
  const collection = values.collectionName.trim();
  if (collection === '') throw new NodeError('The collection has no name');
  const { database = '' } = await tools.credential('mongoDb');
  if (values.databaseName.trim() !== '' && values.databaseName.trim() !== database) throw new NodeError('The memory uses the database of its credential', { description: `Choose a credential for "${values.databaseName.trim()}", and leave the field empty.` });
  const send = async (operation: MongoRequest['operations'][0]): Promise<Json> => (await tools.mongo({ credentialType: 'mongoDb', collection, operations: [operation] }))[0] ?? null;
  if (request.action === 'load') {
    const window = request.all ? MAX_MESSAGES : Math.max(1, Math.floor(Number(values.contextWindowLength) || 5));
    const found = await send({ operation: 'find', input: { filter: { sessionId }, projection: { messages: { $slice: -Math.min(2 * MAX_MESSAGES, 2 * window) } }, limit: 1 } });
    const [document] = Array.isArray(found) ? found : [];
    const messages = isPlainObject(document) && Array.isArray(document.messages) ? document.messages : [];
    return answer({ messages: lastExchanges(messages.flatMap(readStored), window) });
  }
  const save = idempotencyKey(0);
  const messages = request.messages.map((message): JsonObject => {
    const { type, ...data } = storedMessage(message, save);
    return { type: type as Json, data };
  });
  if (request.action === 'replace') {
    await send({ operation: 'updateOne', input: { filter: { sessionId }, update: { $set: { messages } }, upsert: true } });
    return answer({ saved: messages.length });
  }
  // The document is made first: under a filter that an earlier try made false, an upsert would add a second one.
  await send({ operation: 'updateOne', input: { filter: { sessionId }, update: { $setOnInsert: { messages: [] } }, upsert: true } });
  await send({ operation: 'updateOne', input: { filter: { sessionId, 'messages.data.additional_kwargs.weftSave': { $ne: save } }, update: { $push: { messages: { $each: messages, $slice: -2 * MAX_MESSAGES } } } } });
  return answer({ saved: messages.length });
};
