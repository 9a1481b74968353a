// MongoDB chat memory: keeps the messages of each session in a document.
import { defineNode } from '../contract';
import { number, string } from '../fields';
import { sessionFields } from '../ai/session';

export const memoryMongoDbChat = defineNode({
  type: 'memoryMongoDbChat',
  label: 'MongoDB Chat Memory',
  description: 'Remembers the messages of each chat session in MongoDB',
  group: 'ai',
  icon: 'history',
  aliases: ['history', 'session', 'database'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.memoryMongoDbChat'],
  inputs: [],
  outputs: [{ type: 'ai_memory', label: 'Memory' }],
  parameters: {
    ...sessionFields,
    collectionName: string({ label: 'Collection', default: 'n8n_chat_histories', help: 'Made when it is not there' }),
    databaseName: string({ label: 'Database', help: 'That of the credential; leave it empty' }),
    contextWindowLength: number({ label: 'Exchanges to remember', default: 5, min: 1 }),
  },
  credentials: [{ type: 'mongoDb', label: 'MongoDB', required: true }],
  effect: 'write',
  keyed: true,
});
