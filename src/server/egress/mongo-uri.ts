// The connection string of a MongoDB credential, with only those options that reach nothing of this machine.
import { NodeError } from '~/nodes/contract';
import { isOn } from './tls-options';

/** Others name files to read (`tlsCAFile`), proxies, or ways to sign in that ask this machine for its identity. */
const OPTIONS = new Map<string, RegExp>([
  ['authSource', /./], ['authMechanism', /^(DEFAULT|SCRAM-SHA-1|SCRAM-SHA-256|PLAIN)$/], ['replicaSet', /./], ['tls', /^(true|false)$/], ['ssl', /^(true|false)$/], ['tlsInsecure', /^(true|false)$/], ['tlsAllowInvalidCertificates', /^(true|false)$/], ['tlsAllowInvalidHostnames', /^(true|false)$/],
  ['directConnection', /^(true|false)$/], ['loadBalanced', /^(true|false)$/], ['retryWrites', /^(true|false)$/], ['retryReads', /^(true|false)$/], ['w', /./], ['journal', /./], ['wtimeoutMS', /^\d+$/], ['readPreference', /./], ['readConcernLevel', /./], ['appName', /./], ['srvServiceName', /^\w+$/], ['srvMaxHosts', /^\d+$/],
  ['maxPoolSize', /^\d+$/], ['minPoolSize', /^\d+$/], ['connectTimeoutMS', /^\d+$/], ['socketTimeoutMS', /^\d+$/], ['serverSelectionTimeoutMS', /^\d+$/], ['maxIdleTimeMS', /^\d+$/],
].map(([name, shape]) => [(name as string).toLowerCase(), shape as RegExp]));

export interface MongoTarget { uri: string; database: string }

/** Throws NodeError naming what is missing or refused, never with the password in it. */
export function mongoTarget(fields: Record<string, string>): MongoTarget {
  if (fields.configurationType === 'connectionString' || (!fields.host && fields.connectionString)) return ofString(fields.connectionString ?? '', fields.database);
  if (!fields.host) throw new NodeError('The MongoDB credential names no host');
  const login = fields.user ? `${encodeURIComponent(fields.user)}:${encodeURIComponent(fields.password ?? '')}@` : '';
  const database = fields.database || 'test';
  const options = [...(isOn(fields.tls) ? ['tls=true'] : []), ...(login ? ['authSource=admin'] : [])];
  // A host without a port is a name to look up, as n8n does it.
  if (!fields.port && !/^[\d.]+$|^localhost$/.test(fields.host)) return { uri: `mongodb+srv://${login}${fields.host}/?${options.filter(option => option !== 'tls=true').join('&')}`, database };
  return { uri: `mongodb://${login}${fields.host}:${fields.port || 27_017}/?${options.join('&')}`, database };
}

function ofString(text: string, wanted: string | undefined): MongoTarget {
  const match = /^(mongodb(?:\+srv)?:\/\/[^/?#]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(text.trim());
  if (!match) throw new NodeError('The connection string of the MongoDB credential is not valid', { description: 'It starts with mongodb:// or mongodb+srv://.' });
  const [, start = '', path = '', query = ''] = match;
  const hosts = start.slice(start.lastIndexOf('@') + 1);
  if (hosts.includes('%2F') || hosts.includes('%2f')) throw new NodeError('A connection through a file of this machine is refused');
  for (const [name, value] of new URLSearchParams(query)) {
    const shape = OPTIONS.get(name.toLowerCase());
    if (!shape?.test(value)) throw new NodeError(`The option "${name.slice(0, 60)}" of the connection string is refused`);
  }
  const database = wanted || decodeURIComponent(path) || 'test';
  return { uri: `${start}/${path}${query ? `?${query}` : ''}`, database };
}
