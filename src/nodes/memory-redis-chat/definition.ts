// Redis chat memory: keeps the messages of each session in a list.
import { defineNode } from '../contract';
import { number } from '../fields';
import { sessionFields } from '../ai/session';

export const memoryRedisChat = defineNode({
  type: 'memoryRedisChat',
  label: 'Redis Chat Memory',
  description: 'Remembers the messages of each chat session in Redis',
  group: 'ai',
  icon: 'history',
  aliases: ['history', 'session', 'cache'],
  versions: [1, 1.1, 1.2, 1.3, 1.4, 1.5],
  n8nTypes: ['@n8n/n8n-nodes-langchain.memoryRedisChat'],
  inputs: [],
  outputs: [{ type: 'ai_memory', label: 'Memory' }],
  parameters: { ...sessionFields, sessionTTL: number({ label: 'Forget after', default: 0, min: 0, unit: 's', help: '0 keeps it' }), contextWindowLength: number({ label: 'Exchanges to remember', default: 5, min: 1 }) },
  credentials: [{ type: 'redis', label: 'Redis', required: true }],
  effect: 'write',
  keyed: true,
});
