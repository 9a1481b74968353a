// `weft run --credentials FILE`: the credentials a workflow file names, from a file that only its owner can read. What the
// file holds is never printed, not even where it is malformed.
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { credentialType } from '~/lib/credential-types';
import { inputError, inputWords } from '~/lib/input-words';
import { isPlainObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { NodeError } from '~/nodes/contract';
import type { OutgoingCredential } from '~/server/egress/credentials';
import { UsageError } from './context';

/** By name, or by the id the workflow file has for it. */
export type CredentialFile = ReadonlyMap<string, OutgoingCredential>;

const file = z.record(z.string().min(1).max(200), z.strictObject({
  type: z.string().min(1).max(100),
  fields: z.record(z.string().min(1).max(100), z.union([z.string(), z.number(), z.boolean()]).transform(String)),
  allowedHosts: z.array(z.string().min(1).max(300)).optional(),
}));

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The words of the parser would quote the file.
    throw new UsageError(`${path}: this is not JSON`);
  }
}

export async function readCredentials(path: string): Promise<CredentialFile> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new UsageError(`${path}: there is no such file`);
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) throw new UsageError(`${path}: others can read this file, and it holds secrets; run: chmod 600 ${path}`);
  const { data, error } = file.safeParse(parsed(path, await readFile(path, 'utf8')), { error: inputWords });
  if (error) throw new UsageError(`${path}: ${inputError(error)}`);
  return new Map(Object.entries(data).map(([name, { type, fields, allowedHosts }]) => [name, { name, type, fields, allowedHosts: allowedHosts ?? [...(credentialType(type)?.hosts ?? [])] }]));
}

/** The credential a node means by a type: the one it names, else the only one of that type. Throws NodeError. */
export function credentialFor(credentials: CredentialFile, node: WorkflowNode | undefined, type: string): OutgoingCredential {
  const reference = node?.credentials && Object.hasOwn(node.credentials, type) ? node.credentials[type] : undefined;
  const imported = node?.imported?.credentials;
  const old = isPlainObject(imported) && Object.hasOwn(imported, type) ? imported[type] : undefined;
  const names = [reference?.name, reference?.id, isPlainObject(old) ? old.id : undefined].filter((name): name is string => typeof name === 'string' && name !== '');
  const ofType = [...credentials.values()].filter(credential => credential.type === type);
  const named = names.flatMap(name => credentials.get(name) ?? []).find(credential => credential.type === type);
  const chosen = named ?? (names.length === 0 && ofType.length === 1 ? ofType[0] : undefined);
  if (chosen) return chosen;
  const wanted = names[0] === undefined ? `a credential (${type})` : `the credential "${names[0]}" (${type})`;
  throw new NodeError(`"${node?.name ?? 'The node'}" needs ${wanted}, which weft run does not have`, { description: 'Give it with --credentials FILE, or import the workflow into Weft and choose a credential there.' });
}
