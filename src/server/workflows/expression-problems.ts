// Expressions that cannot be evaluated here, found without running anything: for the report of an import.
import { ExpressionError } from '~/engine/expression/errors';
import { compileTemplate, isExpression } from '~/engine/expression/template';
import type { ImportReport } from '~/interop/report';
import type { Json } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { findDefinition } from '~/nodes/definitions';

type Problem = ImportReport['expressions'][number];

/** At most this many: a file may hold thousands. */
const MAX_PROBLEMS = 50;

/** Parameters of nodes Weft lacks are not looked at: they are kept and never evaluated. */
export function expressionProblems({ nodes }: WorkflowDefinition): Problem[] {
  const found: Problem[] = [];
  for (const node of nodes) {
    if (!findDefinition(node.type)) continue;
    for (const [name, value] of Object.entries(node.parameters)) look(node, name, value, found);
    if (found.length >= MAX_PROBLEMS) break;
  }
  return found.slice(0, MAX_PROBLEMS);
}

function look(node: WorkflowNode, path: string, value: Json, found: Problem[]): void {
  if (typeof value === 'string') {
    if (!isExpression(value)) return;
    try {
      compileTemplate(value);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      found.push({ node: node.name, path, message: error.message });
    }
  } else if (Array.isArray(value)) value.forEach((each, index) => { look(node, `${path}[${index}]`, each, found); });
  else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) look(node, `${path}.${key}`, each, found);
}
