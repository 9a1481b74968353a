// What n8n's format has no place for: kept under `meta.weft` of an exported file and read back from there (engine.md 11.6).
import { z } from 'zod';
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import { retryRule } from '~/lib/workflow-schema';

const extras = z.object({
  /** Retry rules by node name. */
  retry: z.record(z.string(), retryRule).optional(),
  /** What is left to check of a replaced node, by node name. */
  todo: z.record(z.string(), z.array(z.string().min(1).max(1000)).max(20)).optional(),
  variables: z.record(z.string().min(1).max(100), z.string().max(10_000)).optional(),
  concurrency: z.number().int().min(1).max(1000).optional(),
  parallel: z.boolean().optional(),
});

/** The `weft` object for `meta`, and a sentence for each thing in it that n8n will not do; null when nothing is special. */
export function extrasOf({ nodes, variables, settings }: WorkflowDefinition): { weft: JsonObject; warnings: string[] } | null {
  const weft: JsonObject = {};
  const warnings: string[] = [];
  const retry: JsonObject = {};
  for (const node of nodes) {
    if (!node.retry) continue;
    setOwn(retry, node.name, { ...node.retry });
    warnings.push(`"${node.name}": n8n does not know growing waits between tries; it tries again as its own keys say.`);
  }
  if (Object.keys(retry).length > 0) weft.retry = retry;
  const todo: JsonObject = {};
  for (const node of nodes) if (node.todo && node.todo.length > 0) setOwn(todo, node.name, node.todo);
  if (Object.keys(todo).length > 0) weft.todo = todo;
  if (Object.keys(variables).length > 0) {
    weft.variables = variables;
    warnings.push('n8n does not read the variables of the workflow.');
  }
  if (settings.concurrency !== undefined) {
    weft.concurrency = settings.concurrency;
    warnings.push('n8n does not know the limit of executions at once.');
  }
  if (settings.parallel) {
    weft.parallel = true;
    warnings.push('n8n runs branches one after another.');
  }
  return Object.keys(weft).length > 0 ? { weft, warnings } : null;
}

/** Puts what `meta.weft` holds into the definition. Something malformed is left out: the file is n8n's first of all. */
export function applyExtras(definition: WorkflowDefinition, meta: Json | undefined): void {
  const read = extras.safeParse(isPlainObject(meta) ? meta.weft : undefined);
  if (!read.success) return;
  const { retry = {}, todo = {}, variables, concurrency, parallel } = read.data;
  for (const node of definition.nodes) if (Object.hasOwn(retry, node.name)) node.retry = retry[node.name];
  for (const node of definition.nodes) if (Object.hasOwn(todo, node.name)) node.todo = todo[node.name];
  if (variables) definition.variables = variables;
  if (concurrency !== undefined) definition.settings.concurrency = concurrency;
  if (parallel) definition.settings.parallel = true;
}
