// Versions ready to run: definition and compiled graph, kept for the versions used last.
import type { Graph } from '~/engine/graph';
import { compileGraph } from '~/engine/graph';
import { AppError } from '~/lib/errors';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { Repositories } from '~/server/repositories/repositories';
import { definitionOf } from '~/server/workflows/extract';

export interface LoadedWorkflow {
  orgId: string;
  workflowId: string;
  versionId: string;
  name: string;
  definition: WorkflowDefinition;
  graph: Graph;
  /** Its text mentions static data, so that is loaded before and stored after an execution. */
  usesStaticData: boolean;
}

const KEPT = 500;

export function createWorkflowLoader(repositories: Repositories) {
  const kept = new Map<string, LoadedWorkflow>();
  return {
    /** Throws AppError `not_found` for a version that does not exist or belongs to another organization. */
    async load(orgId: string, versionId: string): Promise<LoadedWorkflow> {
      const known = kept.get(versionId);
      if (known && known.orgId === orgId) {
        kept.delete(versionId);
        kept.set(versionId, known);
        return known;
      }
      const row = await repositories.workflows.findForRun(versionId);
      if (!row || row.orgId !== orgId) throw new AppError('not_found', 'This version does not exist.');
      const loaded: LoadedWorkflow = {
        orgId, versionId, workflowId: row.workflowId, name: row.name, definition: row.definition, graph: compileGraph(row.definition, definitionOf),
        usesStaticData: /StaticData/.test(JSON.stringify(row.definition.nodes)),
      };
      kept.set(versionId, loaded);
      const oldest = kept.keys().next().value;
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return loaded;
    },
  };
}

export type WorkflowLoader = ReturnType<typeof createWorkflowLoader>;
