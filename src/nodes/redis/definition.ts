// Redis: reads, writes and publishes on a Redis server.
import { defineNode } from '../contract';
import { boolean, collection, number, options, string } from '../fields';

const OPERATIONS = [
  { value: 'delete', label: 'Delete' }, { value: 'get', label: 'Get' }, { value: 'incr', label: 'Increment' }, { value: 'info', label: 'Info' }, { value: 'keys', label: 'Keys' },
  { value: 'llen', label: 'List length' }, { value: 'pop', label: 'Pop' }, { value: 'publish', label: 'Publish' }, { value: 'push', label: 'Push' }, { value: 'set', label: 'Set' },
] as const;

const KEY_TYPES = [{ value: 'automatic', label: 'Automatic' }, { value: 'hash', label: 'Hash' }, { value: 'list', label: 'List' }, { value: 'sets', label: 'Set' }, { value: 'string', label: 'Text' }] as const;

export const redis = defineNode({
  type: 'redis',
  label: 'Redis',
  description: 'Reads, writes and publishes on a Redis server',
  group: 'app',
  icon: 'database',
  aliases: ['cache', 'key', 'value', 'queue', 'publish', 'lock'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.redis'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    operation: options({ label: 'Operation', default: 'info', fixed: true, options: OPERATIONS }),
    propertyName: string({ label: 'Output field', default: 'propertyName', required: true, show: { operation: ['get', 'pop'] } }),
    key: string({ label: 'Key', required: true, show: { operation: ['delete', 'get', 'incr', 'set'] } }),
    value: string({ label: 'Value', show: { operation: ['set'] } }),
    keyType: options({ label: 'Key type', default: 'automatic', options: KEY_TYPES, show: { operation: ['get', 'set'] } }),
    valueIsJSON: boolean({ label: 'Value is JSON', default: true, show: { operation: ['set'], keyType: ['hash'] } }),
    expire: boolean({ label: 'Expire', show: { operation: ['set', 'incr'] } }),
    ttl: number({ label: 'Expires after', default: 60, min: 1, unit: 's', show: { operation: ['set', 'incr'], expire: [true] } }),
    keyPattern: string({ label: 'Key pattern', required: true, placeholder: 'session:*', show: { operation: ['keys'] } }),
    getValues: boolean({ label: 'Get values', default: true, show: { operation: ['keys'] } }),
    list: string({ label: 'List', required: true, show: { operation: ['push', 'pop', 'llen'] } }),
    messageData: string({ label: 'Data', required: true, show: { operation: ['push', 'publish'] } }),
    channel: string({ label: 'Channel', required: true, show: { operation: ['publish'] } }),
    tail: boolean({ label: 'At the end', help: 'Of the list, instead of its start', show: { operation: ['push', 'pop'] } }),
    options: collection({ label: 'Options', fields: { dotNotation: boolean({ label: 'Dot notation', default: true, help: '"a.b" is the field b in a' }) } }),
  },
  credentials: [{ type: 'redis', label: 'Redis', required: true }],
  effect: ({ operation = 'info' }) => (['get', 'info', 'keys', 'llen'].includes(String(operation)) ? 'read' : 'write'),
  subtitle: ({ operation = 'info' }) => OPERATIONS.find(known => known.value === operation)?.label ?? '',
});
