// What an import did, in words a person can act on.
import type { WorkflowDefinition } from '~/lib/workflow';

/**
 * `native`: runs as it is. `folded`: an older version or an old node, brought to one that runs. `placeholder`: kept and
 * shown, fails when it runs. `http`: offered as an HTTP request.
 */
export type Verdict = 'native' | 'folded' | 'placeholder' | 'http';

export interface ImportReport {
  name: string;
  nodes: { name: string; type: string; verdict: Verdict; reason?: string }[];
  warnings: string[];
  /** Credentials the file names; none is bound by the import. */
  credentials: { node: string; type: string; name: string }[];
  /** Other workflows the file refers to by the ids of where it came from. `node` is null for the error workflow. */
  workflowReferences: { node: string | null; workflowId: string; name?: string }[];
  /** Expressions that cannot be evaluated here, by the path of their parameter; filled in where the file is saved. */
  expressions: { node: string; path: string; message: string }[];
}

export interface ImportedWorkflow {
  source: 'n8n' | 'weft';
  name: string;
  description: string;
  tags: string[];
  definition: WorkflowDefinition;
  report: ImportReport;
  /** The workflow's id where the file came from: references of other imported files point to it. */
  sourceId?: string;
}

export type ProblemCode = 'syntax' | 'too_large' | 'too_deep' | 'forbidden_key' | 'shape';

/** Why a file was refused. Nothing is saved when there is one. */
export interface ImportProblem {
  code: ProblemCode;
  message: string;
  /** `nodes[3].name`; empty for the file as a whole. */
  path: string;
  /** One-based, for syntax errors. */
  line?: number;
  column?: number;
}

export type ImportResult<T> = T | { problems: ImportProblem[] };

export const isRefused = <T extends object>(result: ImportResult<T>): result is { problems: ImportProblem[] } => 'problems' in result;

export const emptyReport = (name: string): ImportReport => ({ name, nodes: [], warnings: [], credentials: [], workflowReferences: [], expressions: [] });
