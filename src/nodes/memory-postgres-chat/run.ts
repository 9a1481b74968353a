// Postgres chat memory.
import { type Json, isPlainObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import type { SqlStatement } from '../tools/systems';
import { quoted } from '../sql/text';
import { lastExchanges, MAX_MESSAGES } from '../ai/chat-history';
import { answer, type MemoryRequest, requestOf } from '../ai/protocols';
import { sessionOf } from '../ai/session';
import { readStored, storedMessage } from '../ai/stored-message';
import type { memoryPostgresChat } from './definition';

export const runMemoryPostgresChat: RunNode<typeof memoryPostgresChat> = async ({ call, parameters, items, tools, node, idempotencyKey }) => {
  const request = requestOf<MemoryRequest>(call, 'memory');
  const values = parameters.at();
  const session = sessionOf(values, items[0]);
  if (values.tableName.trim() === '') throw new NodeError('The table has no name');
  const table = values.tableName.trim().split('.').map(part => quoted(part, 'postgres')).join('.');
  const send = (statements: SqlStatement[]) => tools.sql({ dialect: 'postgres', credentialType: 'postgres', statements, batching: 'transaction' });
  const made: SqlStatement = { text: `CREATE TABLE IF NOT EXISTS ${table} (id SERIAL PRIMARY KEY, session_id VARCHAR(255) NOT NULL, message JSONB NOT NULL)`, values: [] };
  if (request.action === 'load') {
    const window = request.all || node.typeVersion < 1.1 ? MAX_MESSAGES : Number(values.contextWindowLength) || 5;
    const [, rows] = await send([made, { text: `SELECT message FROM (SELECT id, message FROM ${table} WHERE session_id = $1 ORDER BY id DESC LIMIT ${Math.min(2 * MAX_MESSAGES, 2 * Math.max(1, Math.floor(window)))}) last ORDER BY id`, values: [session] }]);
    const messages = rows && 'rows' in rows ? rows.rows.flatMap(({ message }) => readStored(typeof message === 'string' ? parsed(message) : message)) : [];
    return answer({ messages: lastExchanges(messages, window) });
  }
  const key = idempotencyKey(0);
  const clear: SqlStatement[] = request.action === 'replace' ? [{ text: `DELETE FROM ${table} WHERE session_id = $1`, values: [session] }] : [];
  const rows = request.messages.map((message, index): SqlStatement => ({
    text: `INSERT INTO ${table} (session_id, message) SELECT $1::varchar, $2::jsonb WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE session_id = $1::varchar AND message->'additional_kwargs'->>'weftSave' = $3::text)`,
    values: [session, JSON.stringify(storedMessage(message, `${key}-${index}`)), `${key}-${index}`],
  }));
  await send([made, ...clear, ...rows]);
  return answer({ saved: request.messages.length });
};

function parsed(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}
