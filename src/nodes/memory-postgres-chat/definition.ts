// Postgres chat memory: keeps the messages of each session in a table.
import { defineNode } from '../contract';
import { number, string } from '../fields';
import { sessionFields } from '../ai/session';

export const memoryPostgresChat = defineNode({
  type: 'memoryPostgresChat',
  label: 'Postgres Chat Memory',
  description: 'Remembers the messages of each chat session in a table',
  group: 'ai',
  icon: 'history',
  aliases: ['history', 'session', 'database'],
  versions: [1, 1.1, 1.2, 1.3],
  n8nTypes: ['@n8n/n8n-nodes-langchain.memoryPostgresChat'],
  inputs: [],
  outputs: [{ type: 'ai_memory', label: 'Memory' }],
  parameters: { ...sessionFields, tableName: string({ label: 'Table', default: 'n8n_chat_histories', help: 'Made when it is not there' }), contextWindowLength: number({ label: 'Exchanges to remember', default: 5, min: 1 }) },
  credentials: [{ type: 'postgres', label: 'Postgres', required: true }],
  effect: 'write',
  keyed: true,
});
