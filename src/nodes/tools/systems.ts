// What nodes may ask of databases, Redis, MongoDB and mail servers. Types only; server/egress answers.
import type { BinaryRef } from '~/engine/items';
import type { Json, JsonObject } from '~/lib/json';

export interface SqlStatement {
  /** With `$1` (PostgreSQL) or `?` (MySQL) where the values go; values are never part of the text. */
  text: string;
  values: Json[];
}

export interface SqlRequest {
  dialect: 'postgres' | 'mysql';
  credentialType: string;
  statements: SqlStatement[];
  /**
   * `single` and `transaction`: the first failure throws; a transaction leaves nothing behind then. `independently`: a
   * failure is part of the answer and the next statement runs.
   */
  batching: 'single' | 'independently' | 'transaction';
  /** How integers beyond 2^53 and decimals come out. */
  largeNumbers?: 'text' | 'numbers';
  /** MySQL: dates and times as ISO text in UTC, not as the server writes them. */
  isoDates?: boolean;
  /** Milliseconds, at most 10 s. */
  connectMs?: number;
  /** Speaks PostgreSQL's protocol without its catalogue of types and without transactions. */
  plain?: boolean;
}

export interface SqlRows {
  rows: JsonObject[];
  /** False for statements that give no rows at all (INSERT without RETURNING). */
  hasRows: boolean;
  /** Rows that were changed or found. */
  affected: number;
  /** MySQL: what else the server said about a change. */
  header?: JsonObject;
}

export interface SqlFailure { failed: string; description?: string }

export type SqlOutcome = SqlRows | SqlFailure;

export interface RedisRequest {
  credentialType: string;
  /** Run in order on one connection. */
  commands: (readonly [command: string, ...values: string[]])[];
}

export interface MongoRequest {
  credentialType: string;
  collection: string;
  /** Documents and filters are JSON; `{"$oid": …}` and `{"$date": …}` are MongoDB's extended JSON. */
  operations: { operation: MongoOperation; input: JsonObject }[];
}

export type MongoOperation = 'find' | 'aggregate' | 'insertMany' | 'updateOne' | 'findOneAndUpdate' | 'findOneAndReplace' | 'deleteMany';

export interface Mail {
  from: string;
  to: string;
  cc?: string;
  bcc?: string;
  replyTo?: string;
  inReplyTo?: string;
  subject: string;
  text?: string;
  html?: string;
  attachments: { file: BinaryRef; fileName: string }[];
}

export interface MailToSend extends Mail { credentialType: string; allowUnauthorizedCerts?: boolean }

export interface MailFetch {
  credentialType: string;
  mailbox: string;
  /** IMAP search, n8n's way of writing it: `["UNSEEN", ["SINCE", "…"]]`. */
  search: Json;
  /** Only messages with a higher number than this; 0 for all. */
  afterUid: number;
  /** Numbering that `afterUid` belongs to; under another one all messages count as new. Empty: not known. */
  uidValidity: string;
  markRead: boolean;
  limit: number;
  allowUnauthorizedCerts?: boolean;
}

export interface FetchedMail { uid: number; flags: string[]; /** The message as it came. */ source: Uint8Array }

export interface SystemTools {
  /** One outcome for each statement, in order. */
  sql(request: SqlRequest): Promise<SqlOutcome[]>;
  /** One answer for each command. */
  redis(request: RedisRequest): Promise<Json[]>;
  /** The documents, or what was changed, for each operation. */
  mongo(request: MongoRequest): Promise<Json[]>;
  mail: {
    /** What the SMTP server said. */
    send(mail: MailToSend): Promise<JsonObject>;
    /** `uidValidity` changes when the server numbers the mailbox anew. */
    fetch(request: MailFetch): Promise<{ uidValidity: string; mails: FetchedMail[] }>;
  };
}
