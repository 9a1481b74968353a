// `weft export ID`: prints a workflow as JSON.
import { isId } from '~/lib/ids';
import { exportWorkflow } from '~/server/workflows/files';
import { actingPerson } from './actor';
import { options, UsageError, withDatabase } from './context';

export async function exportOne(args: string[]): Promise<number> {
  const { values, positionals } = options(args, { format: { type: 'string', default: 'weft' }, email: { type: 'string' } });
  const [id] = positionals;
  if (!id || (values.format !== 'weft' && values.format !== 'n8n')) throw new UsageError('Usage: weft export ID [--format weft|n8n]');
  if (!isId(id)) throw new UsageError(`"${id}" is not the id of a workflow: it stands in the address of its page, and "weft import" prints it.`);
  const format = values.format;
  return withDatabase(async context => {
    const { orgId } = await actingPerson(context, values.email);
    process.stdout.write(exportWorkflow(await context.repositories.workflows.get(orgId, id), format).text);
    return 0;
  });
}
