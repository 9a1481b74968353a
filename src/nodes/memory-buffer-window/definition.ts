// Simple memory: keeps the last exchanges of each chat session.
import { defineNode } from '../contract';
import { number } from '../fields';
import { sessionFields } from '../ai/session';
import { foldMemory } from './versions';

export const memoryBufferWindow = defineNode({
  type: 'memoryBufferWindow',
  label: 'Simple Memory',
  description: 'Remembers the last messages of each chat session',
  group: 'ai',
  icon: 'history',
  aliases: ['buffer', 'window', 'chat', 'history', 'session'],
  versions: [1, 1.1, 1.2, 1.3],
  n8nTypes: ['@n8n/n8n-nodes-langchain.memoryBufferWindow'],
  inputs: [],
  outputs: [{ type: 'ai_memory', label: 'Memory' }],
  parameters: {
    ...sessionFields,
    contextWindowLength: number({ label: 'Exchanges to remember', default: 5, min: 1 }),
  },
  effect: 'write',
  keyed: true,
  subtitle: ({ contextWindowLength = 5 }) => (typeof contextWindowLength === 'number' ? `last ${contextWindowLength} exchanges` : 'last exchanges'),
  fold: foldMemory,
});
