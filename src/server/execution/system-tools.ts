// The tools that speak to databases, Redis, MongoDB and mail servers, each with the node's credential.
import type { Files } from '~/nodes/tools/files';
import type { SystemTools } from '~/nodes/tools/systems';
import type { OutgoingCredential } from '~/server/egress/credentials';
import { fetchMail } from '~/server/egress/mail-fetch';
import { sendMail } from '~/server/egress/mail-send';
import { runMongo } from '~/server/egress/mongo';
import { runRedis } from '~/server/egress/redis';
import type { Sockets } from '~/server/egress/sockets';
import { runSql } from '~/server/egress/sql/sql';

export interface SystemServices {
  sockets: Sockets;
  openCredential(type: string): Promise<OutgoingCredential>;
  files: Pick<Files, 'open'>;
  signal: AbortSignal;
  onRefusedHost(credential: OutgoingCredential, host: string): void;
}

export function createSystemTools({ sockets, openCredential, files, signal, onRefusedHost }: SystemServices): SystemTools {
  const from = async (type: string) => ({ credential: await openCredential(type), signal, onRefusedHost });
  return {
    sql: async request => runSql(sockets, request, await from(request.credentialType)),
    mail: {
      send: async mail => sendMail(sockets, mail, { ...(await from(mail.credentialType)), files }),
      fetch: async request => fetchMail(sockets, request, await from(request.credentialType)),
    },
    mongo: async request => runMongo(sockets, request, await from(request.credentialType)),
    redis: async request => runRedis(sockets, request, await from(request.credentialType)),
  };
}
