// `tools.mongo`: operations on one collection, in order, with a client of their own.
import { BSON, MongoClient, type Collection, type Document } from 'mongodb';
import { messageOf } from '~/lib/errors';
import { type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import type { MongoOperation, MongoRequest } from '~/nodes/tools/systems';
import { mongoTarget } from './mongo-uri';
import { openSocksProxy } from './socks';
import { CONNECT_MS, type Sockets, type SocketTarget } from './sockets';
import { isOn, tlsOptions } from './tls-options';

const MAX_MS = 120_000;
const MAX_DOCUMENTS = 100_000;

type From = Pick<SocketTarget, 'credential' | 'signal' | 'onRefusedHost'>;

export async function runMongo(sockets: Sockets, request: MongoRequest, from: From): Promise<Json[]> {
  const { fields } = from.credential;
  const { uri, database } = mongoTarget(fields);
  const signal = AbortSignal.any([from.signal, AbortSignal.timeout(MAX_MS)]);
  const refused = new AbortController();
  const proxy = await openSocksProxy((host, port) => sockets.connect({ ...from, signal, host, port }).catch(error => {
    // A member that is down may be done without; what is not allowed may not.
    if (error instanceof NodeError && !error.retryable) refused.abort();
    throw error;
  }));
  const { ca, cert, key, rejectUnauthorized } = tlsOptions(fields, '');
  const client = new MongoClient(uri, {
    proxyHost: proxy.host, proxyPort: proxy.port, proxyUsername: proxy.username, proxyPassword: proxy.password, appName: 'Weft', maxPoolSize: 2, serverSelectionTimeoutMS: CONNECT_MS, connectTimeoutMS: CONNECT_MS, socketTimeoutMS: MAX_MS,
    ...(isOn(fields.tls) || ca ? { ...(ca ? { ca: String(ca) } : {}), ...(cert ? { cert: String(cert) } : {}), ...(key ? { key: String(key) } : {}), ...(fields.passphrase ? { passphrase: fields.passphrase } : {}), rejectUnauthorized } : {}),
  });
  const stop = () => { void client.close(true).catch(() => {}); };
  // A client would go on trying what is refused.
  const stopped = AbortSignal.any([signal, refused.signal]);
  stopped.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    const collection = client.db(database).collection(request.collection);
    const answers: Json[] = [];
    for (const { operation, input } of request.operations) answers.push(await OPERATIONS[operation](collection, BSON.EJSON.deserialize(input) as Document));
    return answers;
  } catch (error) {
    throw explain(error, { cancelled: from.signal.aborted, late: signal.aborted, refusal: proxy.refusal() });
  } finally {
    stopped.removeEventListener('abort', stop);
    await Promise.race([client.close(true).catch(() => {}), new Promise(resolve => setTimeout(resolve, 1000).unref())]);
    proxy.close();
  }
}

const list = async (cursor: AsyncIterable<Document>): Promise<Json[]> => {
  const found: Json[] = [];
  for await (const document of cursor) {
    if (found.length >= MAX_DOCUMENTS) throw new NodeError(`More than ${MAX_DOCUMENTS} documents were found`, { description: 'Set a limit.' });
    found.push(bsonToJson(document));
  }
  return found;
};

const OPERATIONS: Record<MongoOperation, (collection: Collection, input: Document) => Promise<Json>> = {
  find: (collection, { filter = {}, sort, projection, skip, limit }) => list(collection.find(filter, { ...(sort ? { sort } : {}), ...(projection ? { projection } : {}), ...(skip ? { skip } : {}), ...(limit ? { limit } : {}) })),
  aggregate: (collection, { pipeline = [] }) => list(collection.aggregate(pipeline as Document[])),
  insertMany: async (collection, { documents = [] }) => {
    const { insertedIds } = await collection.insertMany(documents as Document[]);
    return Object.values(insertedIds).map(id => bsonToJson(id));
  },
  updateOne: async (collection, { filter = {}, update = {}, upsert = false }) => bsonToJson(await collection.updateOne(filter, update, { upsert })),
  findOneAndUpdate: async (collection, { filter = {}, update = {}, upsert = false }) => bsonToJson(await collection.findOneAndUpdate(filter, update, { upsert })),
  findOneAndReplace: async (collection, { filter = {}, replacement = {}, upsert = false }) => bsonToJson(await collection.findOneAndReplace(filter, replacement, { upsert })),
  deleteMany: async (collection, { filter = {} }) => bsonToJson(await collection.deleteMany(filter)),
};

/** Ids and large numbers as text, moments as ISO text, bytes as Base64. */
export function bsonToJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return value as Json;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.map(bsonToJson);
  if (value instanceof BSON.ObjectId) return value.toHexString();
  if (value instanceof BSON.Binary) return value.toString('base64');
  if (value instanceof BSON.BSONValue) return value instanceof BSON.Int32 || value instanceof BSON.Double ? value.valueOf() : value.toString();
  const json: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) setOwn(json, key, bsonToJson(inner));
  return json;
}

function explain(error: unknown, at: { cancelled: boolean; late: boolean; refusal: unknown }): NodeError {
  if (error instanceof NodeError) return error;
  if (at.refusal instanceof NodeError) return at.refusal;
  if (at.cancelled) return new NodeError('The operation was stopped because the execution was cancelled');
  if (at.late) return new NodeError(`The database took longer than ${MAX_MS / 1000} s`, { retryable: true });
  const name = error instanceof Error ? error.name : '';
  return new NodeError(messageOf(error, 500), { retryable: /Network|ServerSelection|Timeout/.test(name), cause: error });
}
