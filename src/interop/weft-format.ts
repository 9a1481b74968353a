// Weft's own file format: one workflow as JSON, without secrets, ids of credentials or webhook tokens.
import { z } from 'zod';
import { newId } from '~/lib/ids';
import { fieldPath, inputWords } from '~/lib/input-words';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import { workflowDefinition } from '~/lib/workflow-schema';
import { findDefinition } from '~/nodes/definitions';
import { referencesOf } from './references';
import { emptyReport, type ImportedWorkflow, type ImportResult } from './report';

export const WEFT_KIND = 'weft/workflow';
export const WEFT_VERSION = 1;

/** The shape of every definition, and what a file of its own must add: no id and no name twice, no edge into nothing. */
const fileDefinition = workflowDefinition.superRefine((definition, context) => {
  const refuse = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
  const ids = new Set<string>();
  const names = new Set<string>();
  definition.nodes.forEach(({ id, name }, index) => {
    if (ids.has(id)) refuse(['nodes', index, 'id'], 'Two nodes have this id');
    if (names.has(name)) refuse(['nodes', index, 'name'], `Two nodes are named "${name}"`);
    ids.add(id);
    names.add(name);
  });
  definition.edges.forEach(({ source, target }, index) => {
    if (!ids.has(source) || !ids.has(target)) refuse(['edges', index], 'An edge needs two nodes of the workflow');
  });
});

const file = z.object({
  kind: z.literal(WEFT_KIND),
  version: z.literal(WEFT_VERSION),
  name: z.string().max(200),
  description: z.string().max(10_000).default(''),
  tags: z.array(z.string().max(100)).max(100).default([]),
  definition: fileDefinition,
});

export interface WeftFile {
  kind: typeof WEFT_KIND;
  version: typeof WEFT_VERSION;
  name: string;
  description: string;
  tags: string[];
  definition: WorkflowDefinition;
}

/** What belongs to this organization alone is left out: credential ids, webhook ids, the error workflow. */
function portable(definition: WorkflowDefinition): WorkflowDefinition {
  const { errorWorkflowId: _own, ...kept } = definition.settings;
  return {
    ...definition,
    settings: kept,
    nodes: definition.nodes.map(({ webhookId: _webhook, credentials, ...rest }) => ({
      ...rest,
      ...(credentials === undefined ? {} : { credentials: Object.fromEntries(Object.entries(credentials).map(([type, { name }]) => [type, { id: null, name }])) }),
    })),
  };
}

export function exportWeft(workflow: { name: string; description?: string; tags?: readonly string[]; definition: WorkflowDefinition }): WeftFile {
  const { name, description = '', tags = [], definition } = workflow;
  return { kind: WEFT_KIND, version: WEFT_VERSION, name, description, tags: [...tags], definition: portable(definition) };
}

export function importWeft(value: JsonObject): ImportResult<ImportedWorkflow> {
  const parsed = file.safeParse(value, { error: inputWords });
  if (!parsed.success) return { problems: parsed.error.issues.slice(0, 20).map(issue => ({ code: 'shape' as const, path: fieldPath(issue.path), message: issue.message })) };
  const { name, description, tags } = parsed.data;
  const definition = portable(parsed.data.definition);
  const report = emptyReport(name);
  for (const item of definition.nodes) {
    const known = findDefinition(item.type) !== undefined;
    if (findDefinition(item.type)?.trigger === 'webhook') item.webhookId = newId();
    report.nodes.push({ name: item.name, type: item.type, verdict: known ? 'native' : 'placeholder' });
    for (const [type, credential] of Object.entries(item.credentials ?? {})) report.credentials.push({ node: item.name, type, name: credential.name });
    report.workflowReferences.push(...referencesOf(item.name, item.parameters));
  }
  return { source: 'weft', name, description, tags, definition, report };
}
