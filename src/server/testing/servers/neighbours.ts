// The servers that workflows under nodes/observed-server speak to, started once for all of them: each brings its address or a credential of its type.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '~/db/embedded';
import { listen } from '../http';
import { IMAP_PASSWORD, type ImapServer, startDovecot } from './dovecot';
import { MARIADB_PASSWORD, MARIADB_USER, startMariadb } from './mariadb';
import { startMongo } from './mongo';
import { REDIS_PASSWORD, startRedis } from './redis';
import { startSmtp, type TakenMail } from './smtp';
import { watchedHttp } from './watched-http';
import { watchedModel } from './watched-model';

type Credentials = Record<string, Record<string, string>>;

export interface Neighbours {
  /** What stands as `<<name>>` in a file. */
  addresses: Record<string, string>;
  /** By server, then by type. */
  credentials: Record<string, Credentials>;
  /** Messages since it was asked last. */
  mails(): TakenMail[];
  /** Puts a message into the mailbox. */
  deliver(message: string): Promise<void>;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';

export async function startNeighbours(wanted: ReadonlySet<string>): Promise<Neighbours> {
  const addresses: Record<string, string> = {};
  const credentials: Record<string, Credentials> = {};
  const stops: (() => Promise<void>)[] = [];
  let mails = (): TakenMail[] => [];
  let imap: ImapServer | null = null;
  const starts: Record<string, () => Promise<void>> = {
    async http() {
      const http = await listen(watchedHttp());
      Object.assign(addresses, { http: http.url, 'http-host': new URL(http.url).host });
      stops.push(http.close);
    },
    async model() {
      const model = await listen(watchedModel());
      addresses.model = model.url;
      const [apiKey, url] = ['sk-x', `${model.url}/v1`];
      credentials.model = {
        openAiApi: { apiKey, url }, anthropicApi: { apiKey, url: model.url }, openRouterApi: { apiKey, url }, deepSeekApi: { apiKey, url }, xAiApi: { apiKey, url },
        googlePalmApi: { apiKey, host: model.url }, azureOpenAiApi: { apiKey, endpoint: model.url, resourceName: 'res', apiVersion: '2024-02-01' }, ollamaApi: { baseUrl: model.url },
      };
      stops.push(model.close);
    },
    // Not Weft's own: no workflow reaches that one.
    async postgres() {
      const dataDir = await mkdtemp(join(tmpdir(), 'weft-neighbour-'));
      const cluster = await startEmbedded({ dataDir, purpose: 'command', log: () => {}, unsafeFast: true });
      const { port, username, password, pathname } = new URL(cluster.url);
      credentials.postgres = { postgres: { host: HOST, port, database: pathname.slice(1), user: username, password: decodeURIComponent(password), ssl: 'disable' } };
      stops.push(async () => { await cluster.stop(); await rm(dataDir, { recursive: true, force: true }); });
    },
    async mySql() {
      const mariadb = await startMariadb();
      credentials.mySql = { mySql: { host: HOST, port: String(mariadb.port), database: 'shop', user: MARIADB_USER, password: MARIADB_PASSWORD } };
      stops.push(mariadb.stop);
    },
    async redis() {
      const redis = await startRedis();
      credentials.redis = { redis: { host: HOST, port: String(redis.port), password: REDIS_PASSWORD, database: '0' } };
      stops.push(redis.stop);
    },
    async mongoDb() {
      const mongo = await startMongo();
      credentials.mongoDb = { mongoDb: { connectionString: `mongodb://${HOST}:${mongo.port}/shop`, database: 'shop' } };
      stops.push(mongo.stop);
    },
    async smtp() {
      const smtp = await startSmtp();
      mails = smtp.taken;
      credentials.smtp = { smtp: { host: HOST, port: String(smtp.port), user: '', password: '', secure: 'false', disableStartTls: 'true' } };
      stops.push(smtp.stop);
    },
    async imap() {
      imap = await startDovecot();
      credentials.imap = { imap: { host: HOST, port: String(imap.port), user: 'joe', password: IMAP_PASSWORD, secure: 'false' } };
      stops.push(imap.stop);
    },
  };
  for (const name of wanted) await starts[name]?.();
  return {
    addresses, credentials,
    mails: () => mails(),
    deliver: async message => imap?.deliver(message),
    stop: async () => { for (const stop of stops) await stop(); },
  };
}
