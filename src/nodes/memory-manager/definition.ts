// Chat memory manager: reads and changes a memory as a step of the workflow.
import { defineNode } from '../contract';
import { boolean, collection, number, options, rows, string } from '../fields';

export const memoryManager = defineNode({
  type: 'memoryManager',
  label: 'Chat Memory Manager',
  description: 'Reads and changes the messages of a memory',
  group: 'ai',
  icon: 'messages-square',
  aliases: ['history', 'session', 'chat'],
  versions: [1, 1.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.memoryManager'],
  inputs: [{}, { type: 'ai_memory', label: 'Memory', required: true }],
  outputs: [{}],
  parameters: {
    mode: options({ label: 'Do', default: 'load', fixed: true, options: [{ value: 'load', label: 'Get messages' }, { value: 'insert', label: 'Insert messages' }, { value: 'delete', label: 'Delete messages' }] }),
    insertMode: options({ label: 'Insert', default: 'insert', options: [{ value: 'insert', label: 'Add them' }, { value: 'override', label: 'Replace all by them' }], show: { mode: ['insert'] } }),
    deleteMode: options({ label: 'Delete', default: 'lastN', options: [{ value: 'lastN', label: 'The last' }, { value: 'all', label: 'All' }], show: { mode: ['delete'] } }),
    messages: rows({
      label: 'Messages', key: 'messageValues', addLabel: 'Add message', show: { mode: ['insert'] },
      fields: { type: options({ label: 'From', default: 'system', options: [{ value: 'system', label: 'System' }, { value: 'user', label: 'User' }, { value: 'ai', label: 'AI' }] }), message: string({ label: 'Message', lines: 2 }), hideFromUI: boolean({ label: 'Not in the chat window' }) },
    }),
    lastMessagesCount: number({ label: 'Messages', default: 2, min: 1, show: { mode: ['delete'], deleteMode: ['lastN'] } }),
    simplifyOutput: boolean({ label: 'Simplify', default: true, show: { mode: ['load'] } }),
    options: collection({ label: 'Options', show: { mode: ['load'] }, fields: { groupMessages: boolean({ label: 'All messages in one item', default: true, help: 'Otherwise an item each' }) } }),
  },
  effect: 'pure',
  subtitle: ({ mode }) => ({ insert: 'insert messages', delete: 'delete messages' } as Record<string, string>)[String(mode)] ?? 'get messages',
});
