// `weft nodes`: every node type with the versions it accepts and the names n8n has for it.
import { definitions } from '~/nodes/definitions';
import type { NodeDefinition } from '~/nodes/contract';
import { options } from './context';

interface Listed { type: string; label: string; group: string; versions: readonly number[]; n8nTypes: readonly string[] }

const listed = ({ type, label, group, versions, n8nTypes }: NodeDefinition): Listed => ({ type, label, group, versions, n8nTypes });

/** A table, or with `--json` a list of objects. */
export async function nodes(args: string[]): Promise<number> {
  const { values } = options(args, { json: { type: 'boolean' } });
  const all = Object.values(definitions as Record<string, NodeDefinition>).map(listed);
  if (values.json) {
    process.stdout.write(`${JSON.stringify(all)}\n`);
    return 0;
  }
  const wide = Math.max(...all.map(({ type }) => type.length));
  for (const { type, versions, n8nTypes } of all) console.log(`${type.padEnd(wide)}  ${versions.join(', ').padEnd(44)}  ${n8nTypes.join(', ') || '(of Weft)'}`);
  console.log(`\n${all.length} node types`);
  return 0;
}
