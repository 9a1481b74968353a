// Executes a workflow file in this process, without a server or database: nothing is kept.
import { compileGraph } from '~/engine/graph';
import { type Item, toItems } from '~/engine/items';
import { createMemoryHost } from '~/engine/memory-host';
import { runExecution } from '~/engine/run';
import type { RunRequest, StepRecord } from '~/engine/execution';
import { wayOut } from '~/interop/way-out';
import { newId } from '~/lib/ids';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { NodeError } from '~/nodes/contract';
import { createMemoryFiles } from '~/nodes/files/pieces';
import { findRun } from '~/nodes/runs';
import { scheduleItem } from '~/nodes/schedule-trigger/item';
import { createEgress } from '~/server/egress/client';
import { createSockets } from '~/server/egress/sockets';
import { readEnv } from '~/server/env';
import { createSystemTools } from '~/server/execution/system-tools';
import { createCodeHttp } from '~/server/sandbox/http';
import { createSandbox } from '~/server/sandbox/pool';
import { createWorkshop } from '~/server/workshop/pool';
import { definitionOf } from '~/server/workflows/extract';
import { type CredentialFile, credentialFor } from './credential-file';

interface NodeRun { runIndex: number; status: 'success' | 'error' | 'skipped'; outputs: Item[][]; error?: { message: string } }
export interface Report { status: 'success' | 'error'; error: { message: string; node: string | null; description?: string } | null; executionTimeMs: number; nodes: Record<string, NodeRun[]> }

function startOf(definition: WorkflowDefinition): WorkflowNode | null {
  const triggers = definition.nodes.filter(node => definitionOf(node.type)?.trigger && !node.disabled);
  return triggers.find(node => node.type === 'manualTrigger') ?? triggers[0] ?? null;
}

/** Bundles of the processes that run people's code and heavy formats, the folder whose node_modules they use, and how long a Wait node may hold it up. */
export interface Local { sandbox: string; workshop: string; modules: string; /** Milliseconds; no limit by default. */ longestWait?: number; /** Nothing leaves this process. */ offline?: boolean; credentials?: CredentialFile }

/** Runs from the manual trigger, else from the first one. Never throws for what the workflow does. */
export async function executeFile({ definition, name }: { definition: WorkflowDefinition; name: string }, input: Item[] | null, local: Local): Promise<Report> {
  const started = Date.now();
  const start = startOf(definition);
  const failed = (message: string): Report => ({ status: 'error', error: { message, node: null }, executionTimeMs: Date.now() - started, nodes: {} });
  if (!start) return failed('The workflow has no trigger that Weft knows: add a manual trigger.');
  const env = readEnv();
  const timezone = definition.settings.timezone ?? env.timezone;
  const egress = createEgress({ allow: env.egressAllow });
  const sandbox = createSandbox({ childPath: local.sandbox, modules: local.modules, size: 1 });
  const workshop = createWorkshop({ childPath: local.workshop, modules: local.modules, size: 1 });
  const files = createMemoryFiles({ newId });
  const sockets = createSockets({ allow: env.egressAllow, database: env.databaseUrl });
  const reach = (step: StepRecord): void => {
    if (local.offline) throw new NodeError(`"${step.node}" needs the network, which it does not have here`);
  };
  const openCredential = async (step: StepRecord, type: string) => credentialFor(local.credentials ?? new Map(), definition.nodes.find(({ id }) => id === step.nodeId), type);
  const host = createMemoryHost({
    definition: definitionOf,
    behaviour: findRun,
    wayOut: node => wayOut(node.type, node.parameters, node.typeVersion),
    newId,
    tools: (step, signal) => ({
      http: async request => {
        const credential = request.credentialType ? await openCredential(step, request.credentialType) : undefined;
        reach(step);
        return egress.send(request, { signal, files, ...(credential ? { credential } : {}) });
      },
      ...createSystemTools({ sockets, files, signal, onRefusedHost: () => undefined, openCredential: async type => {
        const credential = await openCredential(step, type);
        reach(step);
        return credential;
      } }),
      credential: async type => (await openCredential(step, type)).fields,
      sandbox: async request => {
        const answer = await sandbox.run('local', request, signal, local.offline ? undefined : createCodeHttp((asked, sent) => egress.send(asked, { signal, files: sent })));
        for (const line of answer.logs) console.error(`[${step.node}] ${line.text}`);
        return answer;
      },
      work: (name, input) => workshop.run('local', name, input, signal),
      files,
    }),
  });
  const pinned = Object.hasOwn(definition.pinData, start.name) ? definition.pinData[start.name] : undefined;
  const items = input ?? (pinned?.length ? toItems(pinned) : definitionOf(start.type)?.trigger === 'schedule' ? [scheduleItem(started, timezone)] : [{ json: {} }]);
  try {
    const graph = compileGraph(definition, definitionOf);
    const request: RunRequest = {
      execution: { id: newId(), mode: 'manual', timezone, workflow: { id: 'file', name, active: false } },
      start: { node: start.name, outputs: [items] },
      recorded: [], variables: definition.variables, environment: env.expressionEnvironment,
      pinData: Object.fromEntries(Object.entries(definition.pinData).map(([node, values]) => [node, toItems(values)])),
      host, signal: new AbortController().signal,
    };
    let outcome = await runExecution(graph, request);
    while (outcome.status === 'waiting' && outcome.waiting.every(({ wait }) => wait.kind === 'time')) {
      const [next] = outcome.waiting.flatMap(({ stepId, wait }) => (wait.kind === 'time' ? [{ stepId, until: wait.until }] : [])).sort((one, other) => one.until - other.until);
      if (!next || next.until - Date.now() > (local.longestWait ?? Number.POSITIVE_INFINITY)) break;
      await new Promise(done => setTimeout(done, Math.max(0, next.until - Date.now())));
      outcome = await runExecution(graph, { ...request, recorded: host.steps(), resume: { stepId: next.stepId } });
    }
    const error = outcome.status === 'error' ? { message: outcome.error.message, node: outcome.error.node, ...(outcome.error.description ? { description: outcome.error.description } : {}) }
      : outcome.status === 'waiting' ? { message: `The workflow waits at "${outcome.waiting[0]?.node}" and cannot go on here: weft run keeps nothing.`, node: outcome.waiting[0]?.node ?? null }
      : outcome.status === 'success' ? null : { message: `The execution ended as ${outcome.status}.`, node: outcome.lastNode };
    return { status: error ? 'error' : 'success', error, executionTimeMs: Date.now() - started, nodes: nodesOf(host.steps()) };
  } finally {
    await Promise.all([egress.close(), sandbox.close(), workshop.close()]);
  }
}

function nodesOf(steps: StepRecord[]): Record<string, NodeRun[]> {
  const nodes = new Map<string, NodeRun[]>();
  for (const step of steps) {
    const status = step.status === 'failed' ? 'error' : step.status === 'skipped' ? 'skipped' : 'success';
    const run: NodeRun = { runIndex: step.runIndex, status, outputs: step.outputs ?? [], ...(step.error ? { error: { message: step.error.message } } : {}) };
    const list = nodes.get(step.node) ?? [];
    list.push(run);
    nodes.set(step.node, list);
  }
  return Object.fromEntries(nodes);
}
