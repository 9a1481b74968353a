// Debug helper: fails on purpose or makes random data, to try a workflow out.
import { defineNode } from '../contract';
import { number, options, string } from '../fields';
import { shortText } from '../subtitle';

export const debugHelper = defineNode({
  type: 'debugHelper',
  label: 'Debug helper',
  description: 'Fails on purpose or makes random data',
  group: 'data',
  icon: 'bug',
  aliases: ['debug', 'error', 'random', 'fake', 'test', 'throw'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.debugHelper'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    category: options({
      label: 'Category',
      default: 'throwError',
      fixed: true,
      options: [
        { value: 'doNothing', label: 'Do nothing', help: 'Gives no items' },
        { value: 'throwError', label: 'Throw an error' },
        { value: 'randomData', label: 'Random data' },
        { value: 'oom', label: 'Run out of memory', help: 'Cannot run in Weft' },
      ],
    }),
    throwErrorType: options({
      label: 'Error type',
      default: 'NodeApiError',
      show: { category: ['throwError'] },
      options: [
        { value: 'NodeApiError', label: 'Of a service', help: 'Worth another try' },
        { value: 'NodeOperationError', label: 'Of the node' },
        { value: 'Error', label: 'Of the program' },
      ],
    }),
    throwErrorMessage: string({ label: 'Message', default: 'Node has thrown an error', show: { category: ['throwError'] } }),
    randomDataType: options({
      label: 'Data type',
      default: 'user',
      show: { category: ['randomData'] },
      options: [
        { value: 'address', label: 'Address' },
        { value: 'latLong', label: 'Coordinates' },
        { value: 'creditCard', label: 'Credit card' },
        { value: 'email', label: 'Email' },
        { value: 'ipv4', label: 'IPv4' },
        { value: 'ipv6', label: 'IPv6' },
        { value: 'macAddress', label: 'MAC' },
        { value: 'nanoid', label: 'NanoId' },
        { value: 'url', label: 'URL' },
        { value: 'user', label: 'User' },
        { value: 'uuid', label: 'UUID' },
        { value: 'semver', label: 'Version' },
      ],
    }),
    nanoidAlphabet: string({ label: 'Alphabet', default: '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', show: { category: ['randomData'], randomDataType: ['nanoid'] } }),
    nanoidLength: number({ label: 'Length', default: 16, min: 1, max: 1000, show: { category: ['randomData'], randomDataType: ['nanoid'] } }),
    randomDataSeed: string({ label: 'Seed', help: 'The same seed gives the same data.', show: { category: ['randomData'] } }),
    randomDataCount: number({ label: 'Number of items', default: 10, min: 1, max: 10_000, show: { category: ['randomData'] } }),
    randomDataSingleArray: options({
      label: 'Output',
      default: false,
      show: { category: ['randomData'] },
      options: [
        { value: false, label: 'An item for each' },
        { value: true, label: 'One item with a list' },
      ],
    }),
  },
  effect: 'read',
  subtitle: ({ category = 'throwError', randomDataType = 'user' }) => (category === 'randomData' ? `random ${shortText(randomDataType)}` : category === 'doNothing' ? 'do nothing' : 'throw an error'),
});
