// `weft run FILE`: executes a workflow file in this process, without a server or database, and prints one JSON document.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Item, toItems } from '~/engine/items';
import type { Json } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import { readFile as readWorkflows } from '~/server/workflows/files';
import { options, root, UsageError } from './context';
import { readCredentials } from './credential-file';
import { executeFile } from './execute-file';
import { sentenceOf } from './sentence';

/** Exit code 0 on success, 1 on a failed execution, 2 on a bad file. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = options(args, { input: { type: 'string' }, credentials: { type: 'string' } });
  const [file] = positionals;
  if (!file) throw new UsageError('Usage: weft run FILE [--input items.json] [--credentials credentials.json]');
  let definition: WorkflowDefinition;
  let name: string;
  let input: Item[] | null;
  try {
    const [workflow] = readWorkflows(await readFile(file, 'utf8'), file);
    if (!workflow) throw new Error('the file holds no workflow');
    ({ definition, name } = workflow);
    input = values.input ? itemsOf(JSON.parse(await readFile(values.input, 'utf8')) as Json) : null;
  } catch (error) {
    throw new UsageError(`${file}: ${sentenceOf(error)}`);
  }
  const credentials = values.credentials === undefined ? undefined : await readCredentials(values.credentials);
  const report = await executeFile({ definition, name }, input, { modules: root, sandbox: join(root, 'dist', 'sandbox-child.mjs'), workshop: join(root, 'dist', 'workshop-child.mjs'), credentials });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return report.status === 'success' ? 0 : 1;
}

const itemsOf = (value: Json): Item[] => toItems(Array.isArray(value) ? value : [value]);
