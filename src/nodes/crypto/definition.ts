// Crypto: hashes, signs and makes random values.
import { defineNode } from '../contract';
import { boolean, number, options, string } from '../fields';
import { shortText } from '../subtitle';
import { foldCrypto } from './versions';

const HASHES = ['MD5', 'SHA256', 'SHA3-256', 'SHA3-384', 'SHA3-512', 'SHA384', 'SHA512'].map(value => ({ value, label: value }));
const ENCODINGS = [
  { value: 'hex', label: 'Hex' },
  { value: 'base64', label: 'Base64' },
] as const;

export const crypto = defineNode({
  type: 'crypto',
  label: 'Crypto',
  description: 'Hashes, signs and makes random values',
  group: 'data',
  icon: 'key-round',
  aliases: ['hash', 'hmac', 'sha256', 'md5', 'uuid', 'random', 'sign'],
  versions: [1, 2],
  n8nTypes: ['n8n-nodes-base.crypto'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    action: options({
      label: 'Action',
      default: 'hash',
      fixed: true,
      options: [
        { value: 'generate', label: 'Generate', help: 'A random value' },
        { value: 'hash', label: 'Hash', help: 'Of a text or file' },
        { value: 'hmac', label: 'HMAC', help: 'A hash with a secret' },
        { value: 'sign', label: 'Sign', help: 'With a private key' },
      ],
    }),
    type: options({ label: 'Type', default: 'SHA256', options: HASHES, show: { action: ['hash', 'hmac'] } }),
    binaryData: boolean({ label: 'File', help: 'Hashes a file instead of a value.', show: { action: ['hash', 'hmac'] } }),
    binaryPropertyName: string({ label: 'File property', default: 'data', show: { action: ['hash', 'hmac'], binaryData: [true] } }),
    value: string({ label: 'Value', required: true, show: { action: ['hash', 'hmac', 'sign'], binaryData: [false] } }),
    dataPropertyName: string({ label: 'Output field', default: 'data', required: true }),
    secret: string({ label: 'Secret', as: 'password', required: true, show: { action: ['hmac'], '@version': [1] } }),
    algorithm: string({ label: 'Algorithm', default: 'RSA-SHA256', placeholder: 'RSA-SHA256', show: { action: ['sign'] } }),
    encoding: options({ label: 'Encoding', default: 'hex', options: ENCODINGS, show: { action: ['hash', 'hmac', 'sign'] } }),
    privateKey: string({ label: 'Private key', as: 'password', lines: 4, required: true, show: { action: ['sign'], '@version': [1] } }),
    encodingType: options({ label: 'Type', default: 'uuid', options: [{ value: 'uuid', label: 'UUID' }, { value: 'ascii', label: 'ASCII' }, ...ENCODINGS], show: { action: ['generate'] } }),
    stringLength: number({ label: 'Length', default: 32, min: 1, max: 1_000_000, show: { action: ['generate'], encodingType: ['ascii', 'base64', 'hex'] } }),
  },
  credentials: [{ type: 'crypto', label: 'Crypto', required: true, show: { action: ['hmac', 'sign'], '@version': [2] } }],
  effect: ({ action }) => (action === 'generate' ? 'read' : 'pure'),
  fold: foldCrypto,
  subtitle: ({ action = 'hash', type = 'SHA256', encodingType = 'uuid' }) => (action === 'generate' ? `random ${shortText(encodingType)}` : action === 'sign' ? 'sign' : `${action === 'hmac' ? 'HMAC ' : ''}${shortText(type)}`),
});
