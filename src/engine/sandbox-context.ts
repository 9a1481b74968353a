// The expression roots of one item as plain JSON, for code that runs in another process.
import { DateTime } from 'luxon';
import { type JsonObject, setOwn } from '~/lib/json';
import type { StepScope } from './step-scope';
import type { RunData } from './run-data';

/**
 * `{ json, binary, itemIndex, runIndex, input: { params, context }, nodes: { <name>: { items, item, runs, params, context, isExecuted } }, prevNode,
 * workflow, execution, vars, now, today, timezone, parameter, node }`. `items` has one list per output of the node's last run, `output` is the one that leads here, `runs` such lists by run;
 * `item` is the one this item was made from, or null. Data is shared with the run, never copied: do not change it.
 */
export function sandboxContext(scope: StepScope, data: RunData): JsonObject {
  const now = DateTime.fromMillis(scope.now(), { zone: scope.timezone });
  const { previous } = scope;
  const context = {
    json: scope.json,
    binary: scope.item?.binary ?? {},
    itemIndex: scope.itemIndex,
    runIndex: scope.runIndex,
    input: { params: previous ? quiet(() => scope.node(previous.name)?.parameters()) : null, context: scope.context() },
    nodes: nodes(scope, data),
    prevNode: previous ?? {},
    workflow: scope.workflow,
    execution: { id: scope.execution.id, mode: scope.execution.mode === 'manual' ? 'test' : 'production', resumeUrl: scope.execution.resumeUrl ?? null },
    mode: scope.execution.mode,
    vars: scope.variables,
    env: scope.environment,
    now: now.toISO(),
    today: now.startOf('day').toISO(),
    timezone: scope.timezone,
    parameter: scope.rawParameters(),
    node: scope.self,
  };
  return context as unknown as JsonObject;
}

function nodes(scope: StepScope, data: RunData): JsonObject {
  const seen: Record<string, unknown> = {};
  for (const name of data.executed()) {
    const node = scope.node(name);
    const last = data.last(name);
    if (!node || !last) continue;
    setOwn(seen, name, {
      items: last.outputs ?? [],
      output: node.connectedOutput(),
      item: quiet(() => node.paired()),
      runIndex: last.runIndex,
      runs: data.runs(name).map(step => step?.outputs ?? null),
      params: data.node(name)?.parameters.raw ?? {},
      context: node.context(),
      isExecuted: true,
    });
  }
  return seen as JsonObject;
}

/** Null where the expression root would throw: code that does not ask for the value must not fail by it. */
function quiet<T>(read: () => T): T | null {
  try {
    return read() ?? null;
  } catch {
    return null;
  }
}
