// Workflow files in and out: Weft's format and n8n's.
import { exportN8n } from '~/interop/n8n-export';
import { readWorkflowFile } from '~/interop/read-file';
import { rewireWorkflows } from '~/interop/references';
import { type ImportedWorkflow, type ImportReport, isRefused } from '~/interop/report';
import { exportWeft } from '~/interop/weft-format';
import { AppError } from '~/lib/errors';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { Repositories } from '~/server/repositories/repositories';
import { checkDefinition } from './drafts';
import { expressionProblems } from './expression-problems';
import { extract, webhookNodesOf } from './extract';

export interface ImportedDraft { id: string; name: string; report: ImportReport }

/** Reads a file. Throws AppError `invalid` with the list of problems; nothing is saved then. */
export function readFile(text: string, fileName?: string): ImportedWorkflow[] {
  const read = readWorkflowFile(text, fileName);
  if (!isRefused(read)) return read.workflows;
  const [first] = read.problems;
  const place = first?.path ? `${first.path}: ` : '';
  throw new AppError('invalid', `${place}${first?.message ?? 'The file is not a workflow.'}`, { details: { problems: read.problems.slice(0, 50) }, ...(first?.code === 'too_large' ? { status: 413 } : {}) });
}

/** Saves every workflow of a file as a draft, in one transaction; references between them follow along. */
export async function importWorkflows(repositories: Repositories, orgId: string, userId: string, text: string, fileName?: string): Promise<ImportedDraft[]> {
  const workflows = readFile(text, fileName);
  // Credential ids of a file mean nothing here: slots stay open until a person chooses (security.md I3).
  const checked = workflows.map(workflow => ({ ...workflow, definition: checkDefinition(unbind(workflow.definition)), report: { ...workflow.report, expressions: expressionProblems(workflow.definition) } }));
  return repositories.transaction(orgId, async tx => {
    const ids = new Map<string, string>();
    const made: { id: string; workflow: ImportedWorkflow }[] = [];
    for (const workflow of checked) {
      const { id } = await tx.workflows.create(orgId, userId, { name: workflow.name.slice(0, 200) || 'Imported workflow', description: workflow.description, tags: workflow.tags.slice(0, 20), definition: workflow.definition, ...extract(workflow.definition) });
      await tx.webhooks.ensure(orgId, id, webhookNodesOf(workflow.definition));
      if (workflow.sourceId) ids.set(workflow.sourceId, id);
      made.push({ id, workflow });
    }
    for (const { id, workflow } of ids.size > 0 ? made : []) {
      const definition = rewireWorkflows(workflow.definition, ids);
      if (JSON.stringify(definition) !== JSON.stringify(workflow.definition)) await tx.workflows.save(orgId, userId, id, 1, { definition, ...extract(definition) });
    }
    return made.map(({ id, workflow }) => ({ id, name: workflow.name, report: workflow.report }));
  });
}

const unbind = (definition: WorkflowDefinition): WorkflowDefinition => ({
  ...definition,
  nodes: definition.nodes.map(node => (node.credentials ? { ...node, credentials: Object.fromEntries(Object.entries(node.credentials).map(([type, { name }]) => [type, { id: null, name }])) } : node)),
});

/** The file of a workflow, with a name for saving it. */
export function exportWorkflow(workflow: { name: string; description: string; tags: string[]; definition: WorkflowDefinition }, format: 'weft' | 'n8n'): { fileName: string; text: string } {
  const value = format === 'weft' ? exportWeft(workflow) : exportN8n(workflow).file;
  const fileName = `${workflow.name.replace(/[^\p{L}\p{N} _.-]+/gu, '').trim().slice(0, 80) || 'workflow'}${format === 'weft' ? '.weft' : ''}.json`;
  return { fileName, text: `${JSON.stringify(value, null, 2)}\n` };
}
