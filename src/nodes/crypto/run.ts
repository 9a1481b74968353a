// Crypto: see engine-nodes.md 9.3.
import { createHash, createHmac, createSign, getHashes, type Hash, type Hmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Item } from '~/engine/items';
import { setOwn } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { fileOf } from '../files/item-file';
import type { crypto } from './definition';

type Parameters = ParametersOf<typeof crypto.parameters>;
type Context = RunContext<Parameters>;

const MAX_LENGTH = 1_000_000;

/** `SHA3-256` and the like by the names node:crypto has. */
function algorithmOf(type: string): string {
  const name = type.toLowerCase();
  if (!getHashes().includes(name)) throw new NodeError(`The algorithm "${type}" is not known`);
  return name;
}

/** Digest of the value, or of a file as it is read. */
async function digest(hash: Hash | Hmac, item: Item, parameters: Parameters, context: Context): Promise<string> {
  if (!parameters.binaryData) hash.update(parameters.value);
  else for await (const piece of (await context.tools.files.open(fileOf(item, parameters.binaryPropertyName))).content) hash.update(piece);
  return hash.digest(parameters.encoding);
}

/** From version 2 on secrets are in a credential, before that in the parameter. */
async function secret(context: Context, field: 'hmacSecret' | 'signPrivateKey', written: string): Promise<string> {
  const value = context.node.typeVersion >= 2 ? (await context.tools.credential('crypto'))[field] : written;
  if (value === undefined || value === '') throw new NodeError(field === 'hmacSecret' ? 'The secret is empty' : 'The private key is empty');
  return value;
}

function generated(type: Parameters['encodingType'], wanted: number): string {
  if (type === 'uuid') return randomUUID();
  const length = Math.floor(Number(wanted));
  if (!(length >= 1 && length <= MAX_LENGTH)) throw new NodeError(`The length must be between 1 and ${MAX_LENGTH}`);
  if (type === 'ascii') return Array.from({ length }, () => String.fromCharCode(randomInt(33, 127))).join('');
  return randomBytes(length).toString(type).slice(0, length);
}

async function result(item: Item, parameters: Parameters, context: Context): Promise<string> {
  switch (parameters.action) {
    case 'generate':
      return generated(parameters.encodingType, parameters.stringLength);
    case 'hmac':
      return digest(createHmac(algorithmOf(parameters.type), await secret(context, 'hmacSecret', parameters.secret)), item, parameters, context);
    case 'sign': {
      const key = await secret(context, 'signPrivateKey', parameters.privateKey);
      try {
        return createSign(parameters.algorithm).update(parameters.value).sign(key, parameters.encoding);
      } catch {
        // The error of node:crypto may quote the key.
        throw new NodeError('The value could not be signed', { description: 'Check the private key (PEM) and the algorithm.' });
      }
    }
    default:
      return digest(createHash(algorithmOf(parameters.type)), item, parameters, context);
  }
}

export const runCrypto: RunNode<typeof crypto> = async context => [
  await eachItemAsync(context, async (item, index) => {
    const parameters = context.parameters.at(index);
    const json = { ...item.json };
    setOwn(json, parameters.dataPropertyName || 'data', await result(item, parameters, context));
    // A file that was hashed has done its work, as in n8n.
    const hashed = parameters.binaryData && (parameters.action === 'hash' || parameters.action === 'hmac');
    return item.binary === undefined || hashed ? { json } : { json, binary: item.binary };
  }),
];
