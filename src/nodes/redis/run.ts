// Redis (engine-nodes.md 9.7), as observed on n8n 2.38.7: writes pass the item on, reads replace it.
import { isPlainObject, type Json, type JsonObject, setOwn, setPath } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import type { redis } from './definition';

type Parameters = ParametersOf<typeof redis.parameters>;
type Command = readonly [command: string, ...values: string[]];
type Send = (commands: Command[]) => Promise<Json[]>;

const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''));

function required(name: string, value: unknown): string {
  const given = text(value);
  if (given === '') throw new NodeError(`The ${name} is empty`);
  return given;
}

/** Hash answers come flat: field, value, field, value. */
function pairs(flat: Json): JsonObject {
  if (isPlainObject(flat)) return flat as JsonObject;
  const list = Array.isArray(flat) ? flat : [];
  const made: JsonObject = {};
  for (let index = 0; index + 1 < list.length; index += 2) setOwn(made, String(list[index]), list[index + 1] ?? null);
  return made;
}

const READ: Record<string, { command: (key: string) => Command; shape?: (answer: Json) => Json }> = {
  string: { command: key => ['GET', key] },
  hash: { command: key => ['HGETALL', key], shape: pairs },
  list: { command: key => ['LRANGE', key, '0', '-1'] },
  set: { command: key => ['SMEMBERS', key] },
  sets: { command: key => ['SMEMBERS', key] },
};

async function read(key: string, keyType: string, send: Send): Promise<Json> {
  const type = keyType === 'automatic' ? String((await send([['TYPE', key]]))[0]) : keyType;
  const how = READ[type];
  if (!how) return null;
  const [answer = null] = await send([how.command(key)]);
  return how.shape ? how.shape(answer) : answer;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new NodeError('The value is not valid JSON');
  }
}

/** The commands that store a value; an object is a hash, a list a list, anything else text. */
function storing(key: string, parameters: Parameters, value: unknown): Command[] {
  const kind = parameters.keyType === 'automatic' ? (Array.isArray(value) ? 'list' : isPlainObject(value) ? 'hash' : 'string') : parameters.keyType;
  switch (kind) {
    case 'hash': {
      if (!parameters.valueIsJSON && typeof value === 'string') return [['HSET', key, ...value.split(' ')]];
      const object = parsed(value);
      if (!isPlainObject(object)) throw new NodeError('A hash is stored from a JSON object');
      return Object.entries(object).map(([field, inner]): Command => ['HSET', key, field, text(inner)]);
    }
    case 'list': {
      const list = parsed(value);
      if (!Array.isArray(list)) throw new NodeError('A list is stored from a JSON list');
      return [['DEL', key], ...(list.length === 0 ? [] : [['RPUSH', key, ...list.map(text)] as Command])];
    }
    case 'sets': {
      const list = parsed(value);
      if (!Array.isArray(list)) throw new NodeError('A set is stored from a JSON list');
      return list.length === 0 ? [] : [['SADD', key, ...list.map(text)]];
    }
    default: return [['SET', key, text(value)]];
  }
}

/** `key:value` lines with `#` headings; numbers as numbers. */
export function infoOf(answer: string): JsonObject {
  const made: JsonObject = {};
  for (const line of answer.split(/\r?\n/)) {
    const at = line.indexOf(':');
    if (line.startsWith('#') || at < 0) continue;
    const value = line.slice(at + 1);
    setOwn(made, line.slice(0, at), /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value);
  }
  return made;
}

async function keysOf(pattern: string, send: Send): Promise<string[]> {
  const found = new Set<string>();
  let cursor = '0';
  do {
    const [page] = await send([['SCAN', cursor, 'MATCH', pattern, 'COUNT', '1000']]);
    const [next = '0', keys = []] = Array.isArray(page) ? page : [];
    cursor = String(next);
    for (const key of keys as Json[]) found.add(String(key));
    if (found.size > 100_000) throw new NodeError('More than 100,000 keys match', { description: 'Narrow the pattern.' });
  } while (cursor !== '0');
  return [...found];
}

export const runRedis: RunNode<typeof redis> = async context => [
  await eachItemAsync(context, async (item, index) => {
    const parameters = context.parameters.at(index);
    const send: Send = commands => context.tools.redis({ credentialType: 'redis', commands });
    const expiring = (key: string): Command[] => (parameters.expire ? [['EXPIRE', key, String(Math.max(1, Math.floor(Number(parameters.ttl)) || 60))]] : []);
    const named = (value: Json) => {
      const json: JsonObject = {};
      const name = required('output field', parameters.propertyName);
      if (parameters.options.dotNotation === false) setOwn(json, name, value);
      else setPath(json, name, value);
      return { json };
    };
    switch (parameters.operation) {
      case 'delete': await send([['DEL', required('key', parameters.key)]]); return item;
      case 'publish': await send([['PUBLISH', required('channel', parameters.channel), text(parameters.messageData)]]); return item;
      case 'push': await send([[parameters.tail ? 'RPUSH' : 'LPUSH', required('list', parameters.list), text(parameters.messageData)]]); return item;
      case 'set': {
        const key = required('key', parameters.key);
        await send([...storing(key, parameters, writtenValue(context, parameters, index)), ...expiring(key)]);
        return item;
      }
      case 'get': return named(await read(required('key', parameters.key), parameters.keyType, send));
      case 'pop': {
        const [popped = null] = await send([[parameters.tail ? 'RPOP' : 'LPOP', required('list', parameters.list)]]);
        return named(asJson(popped));
      }
      case 'incr': {
        const key = required('key', parameters.key);
        const [count = null] = await send([['INCR', key], ...expiring(key)]);
        return { json: own(key, count) };
      }
      case 'llen': {
        const list = required('list', parameters.list);
        return { json: own(list, (await send([['LLEN', list]]))[0] ?? 0) };
      }
      case 'keys': {
        const keys = await keysOf(required('key pattern', parameters.keyPattern), send);
        if (!parameters.getValues) return { json: { keys } };
        const json: JsonObject = {};
        for (const key of keys) setOwn(json, key, await read(key, 'automatic', send));
        return { json };
      }
      case 'info': return { json: infoOf(String((await send([['INFO']]))[0] ?? '')) };
    }
  }),
];

/** The value with its type: the field is text, and an expression may give a list or an object. */
function writtenValue(context: RunContext<Parameters>, parameters: Parameters, index: number): unknown {
  const raw = context.parameters.raw.value;
  return typeof raw === 'string' && raw.startsWith('=') ? context.tools.resolve(raw, index, {}) : (raw ?? parameters.value);
}

/** What was pushed as JSON comes back as JSON. */
function asJson(value: Json): Json {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function own(name: string, value: Json): JsonObject {
  const json: JsonObject = {};
  setOwn(json, name, value);
  return json;
}
