// `weft import`: workflow files become drafts, or live workflows with --publish. A bad file saves nothing.
import { readFile } from 'node:fs/promises';
import type { ImportProblem } from '~/interop/report';
import { isAppError } from '~/lib/errors';
import { importWorkflows } from '~/server/workflows/files';
import { publish } from '~/server/workflows/publish';
import { actingPerson } from './actor';
import { options, UsageError, withDatabase } from './context';
import { sentenceOf } from './sentence';

/** Every problem of a refused file; what went wrong otherwise. */
function problemsOf(error: unknown): string[] {
  const problems = isAppError(error) ? error.details?.problems : undefined;
  if (!Array.isArray(problems) || problems.length === 0) return [sentenceOf(error)];
  return (problems as ImportProblem[]).map(({ path, message }) => (path ? `${path}: ${message}` : message));
}

export async function importFiles(args: string[]): Promise<number> {
  const { values, positionals } = options(args, { publish: { type: 'boolean', default: false }, email: { type: 'string' } });
  if (positionals.length === 0) throw new UsageError('Usage: weft import FILE… [--publish] [--email E]');
  return withDatabase(async context => {
    const { userId, orgId } = await actingPerson(context, values.email);
    let failed = 0;
    for (const file of positionals) {
      try {
        for (const imported of await importWorkflows(context.repositories, orgId, userId, await readFile(file, 'utf8'), file)) {
          const verdicts = imported.report.nodes.reduce<Record<string, number>>((counts, node) => ({ ...counts, [node.verdict]: (counts[node.verdict] ?? 0) + 1 }), {});
          const kept = imported.report.nodes.flatMap(({ name, type, verdict, reason = '' }) => (verdict === 'http' || verdict === 'placeholder' ? [{ name, type, reason }] : []));
          const published = values.publish ? await publish(context.repositories, context.env.timezone, orgId, userId, { id: imported.id, revision: null }) : null;
          console.log(JSON.stringify({ file, id: imported.id, name: imported.name, nodes: verdicts, ...(kept.length > 0 ? { kept } : {}), warnings: imported.report.warnings, ...(published ? { version: published.number } : {}) }));
        }
      } catch (error) {
        failed += 1;
        for (const sentence of problemsOf(error)) console.error(`${file}: ${sentence}`);
      }
    }
    return failed > 0 ? 2 : 0;
  });
}
