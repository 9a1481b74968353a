// The way in for workflow files of any kind: text -> workflows, or the reasons why not.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { importN8n, isN8nWorkflow } from './n8n-import';
import { readJson } from './read-json';
import { type ImportedWorkflow, type ImportProblem, type ImportResult, isRefused } from './report';
import { importWeft, WEFT_KIND } from './weft-format';

const MAX_WORKFLOWS = 500;

/** One object of a file: a workflow, or something that wraps one. */
function unwrap(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(unwrap);
  if (!isPlainObject(value) || Array.isArray(value.nodes) || value.kind === WEFT_KIND) return [value];
  for (const key of ['workflow', 'workflows', 'workflowData', 'data']) {
    const inner = value[key];
    if (typeof inner === 'object' && inner !== null) return unwrap(inner as Json);
  }
  return [value];
}

/** All workflows of a file. A file with one bad workflow is refused as a whole, so that nothing is half imported. */
export function readWorkflowFile(text: string, fileName?: string): ImportResult<{ workflows: ImportedWorkflow[] }> {
  const read = readJson(text);
  if ('problems' in read) return read;
  const values = unwrap(read.value);
  if (values.length > MAX_WORKFLOWS) return { problems: [{ code: 'too_large', path: '', message: `A file can hold at most ${MAX_WORKFLOWS} workflows` }] };
  if (values.length === 0) return { problems: [{ code: 'shape', path: '', message: 'The file holds no workflow' }] };
  const fallback = fileName?.replace(/^.*[\\/]/, '').replace(/\.json$/i, '').trim() || undefined;
  const workflows: ImportedWorkflow[] = [];
  const problems: ImportProblem[] = [];
  values.forEach((value, index) => {
    const prefix = values.length > 1 ? `[${index}]` : '';
    const result = importOne(value, fallback);
    if (isRefused(result)) problems.push(...result.problems.map(problem => ({ ...problem, path: [prefix, problem.path].filter(Boolean).join('.') })));
    else workflows.push(result);
  });
  return problems.length > 0 ? { problems } : { workflows };
}

function importOne(value: Json, fallback: string | undefined): ImportResult<ImportedWorkflow> {
  if (isPlainObject(value) && value.kind === WEFT_KIND) return importWeft(value as JsonObject);
  if (isN8nWorkflow(value)) return importN8n(value, fallback);
  return { problems: [{ code: 'shape', path: '', message: 'This is not a workflow: it has no list of nodes' }] };
}
