// A small server that speaks MongoDB's wire protocol, for tests: there is no Debian package of the real one. It keeps documents
// in memory and knows equality filters, $set, and the commands that a client sends.
import { createServer, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

export interface MongoServer { port: number; commands: Document[]; stop(): Promise<void> }

export async function startMongo(): Promise<MongoServer> {
  const commands: Document[] = [];
  const collections = new Map<string, Document[]>();
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    let buffer = Buffer.alloc(0);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.on('data', chunk => {
      buffer = Buffer.concat([buffer, Buffer.from(chunk)]);
      while (buffer.length >= 4 && buffer.length >= buffer.readInt32LE(0)) {
        const message = buffer.subarray(0, buffer.readInt32LE(0));
        buffer = buffer.subarray(message.length);
        const command = commandOf(message);
        commands.push(command);
        reply(socket, message, answer(command, collections));
      }
    });
  });
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  return {
    port: (server.address() as { port: number }).port, commands,
    stop: () => new Promise(resolve => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

const OP_MSG = 2013;

/** OP_MSG with one body and document sequences, or the old OP_QUERY of a first greeting. */
function commandOf(message: Buffer): Document {
  if (message.readInt32LE(12) !== OP_MSG) return BSON.deserialize(message.subarray(message.indexOf(0, 20) + 9));
  let command: Document = {};
  for (let at = 20; at < message.length;) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (kind === 0) command = { ...command, ...BSON.deserialize(message.subarray(at, at + size)) };
    else {
      const nameEnd = message.indexOf(0, at + 4);
      const documents: Document[] = [];
      for (let inner = nameEnd + 1; inner < at + size; inner += message.readInt32LE(inner)) documents.push(BSON.deserialize(message.subarray(inner, inner + message.readInt32LE(inner))));
      command[message.toString('utf8', at + 4, nameEnd)] = documents;
    }
    at += size;
  }
  return command;
}

function reply(socket: Socket, to: Buffer, document: Document): void {
  const body = BSON.serialize(document);
  const old = to.readInt32LE(12) !== OP_MSG;
  const head = Buffer.alloc(old ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(to.readInt32LE(4), 8);
  head.writeInt32LE(old ? 1 : OP_MSG, 12);
  if (old) head.writeInt32LE(1, 32);
  socket.write(Buffer.concat([head, body]));
}

const same = (a: unknown, b: unknown): boolean => BSON.EJSON.stringify({ a }) === BSON.EJSON.stringify({ a: b });
const matches = (document: Document, filter: Document): boolean => Object.entries(filter).every(([key, value]) => same(document[key], value));

function answer(command: Document, collections: Map<string, Document[]>): Document {
  const [name = ''] = Object.keys(command);
  const key = String(command[name]);
  const documents = collections.get(key) ?? [];
  collections.set(key, documents);
  const cursor = (firstBatch: Document[]) => ({ ok: 1, cursor: { id: BSON.Long.ZERO, ns: `test.${key}`, firstBatch } });
  switch (name.toLowerCase()) {
    case 'hello': case 'ismaster': return { ok: 1, isWritablePrimary: true, ismaster: true, helloOk: true, maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000, minWireVersion: 0, maxWireVersion: 21, localTime: new Date(), readOnly: false };
    case 'find': return cursor(documents.filter(document => matches(document, command.filter)).slice(command.skip ?? 0).slice(0, command.limit || undefined));
    case 'aggregate': return cursor(documents.filter(document => matches(document, command.pipeline[0]?.$match ?? {})));
    case 'insert': documents.push(...command.documents); return { ok: 1, n: command.documents.length };
    case 'delete': {
      const kept = documents.filter(document => !matches(document, command.deletes[0].q));
      collections.set(key, kept);
      return { ok: 1, n: documents.length - kept.length };
    }
    case 'update': {
      const [{ q, u, upsert }] = command.updates;
      const found = documents.find(document => matches(document, q));
      if (found) Object.assign(found, u.$set);
      else if (upsert) documents.push({ _id: new BSON.ObjectId(), ...q, ...u.$set });
      return { ok: 1, n: found || upsert ? 1 : 0, nModified: found ? 1 : 0 };
    }
    case 'findandmodify': {
      const found = documents.find(document => matches(document, command.query));
      if (found) Object.assign(found, command.update.$set ?? command.update);
      return { ok: 1, value: found ?? null, lastErrorObject: { n: found ? 1 : 0, updatedExisting: Boolean(found) } };
    }
    case 'ping': case 'endsessions': return { ok: 1 };
    default: return { ok: 0, errmsg: `no such command: '${name}'`, code: 59, codeName: 'CommandNotFound' };
  }
}
