// One poll: runs a polling trigger outside any execution and returns what is new, with the files it made and its new state.
import { compileGraph } from '~/engine/graph';
import type { BinaryRef, Item } from '~/engine/items';
import { createMemoryHost } from '~/engine/memory-host';
import { runExecution } from '~/engine/run';
import { newId } from '~/lib/ids';
import type { JsonObject } from '~/lib/json';
import { emptyDefinition, type WorkflowDefinition, type WorkflowNode } from '~/lib/workflow';
import { type ExecutionMode, NodeError, type RunNode } from '~/nodes/contract';
import { createMemoryFiles } from '~/nodes/files/pieces';
import { findRun } from '~/nodes/runs';
import { definitionOf } from '~/server/workflows/extract';
import { type IncomingFile, type IncomingFiles, inMemory } from './incoming-files';
import { createNearFiles } from './step-files';
import { createTools, type ToolServices } from './tools';

const POLL_MS = 150_000;

export interface PollRequest {
  orgId: string;
  workflowId: string;
  workflowName: string;
  definition: WorkflowDefinition;
  node: WorkflowNode;
  /** `manual`: a person tries it out. */
  mode: Extract<ExecutionMode, 'manual' | 'trigger'>;
  /** Left by the poll before; changed in place. */
  state: JsonObject;
  /** What the node is given; one empty item where nothing is said. */
  input?: Item[];
  /** Instead of what its type does. */
  run?: RunNode;
}

export interface Polled { items: Item[]; files: IncomingFiles }

export interface PollSettings { timezone: string; environment: Record<string, string> }

/** Throws NodeError with the trigger's own words. */
export async function pollOnce(services: ToolServices, settings: PollSettings, request: PollRequest): Promise<Polled> {
  const { orgId, workflowId, definition, node } = request;
  const files = new Map<string, IncomingFile>();
  const bytes = new Map<string, Uint8Array>();
  const kept = createMemoryFiles({ newId, kept: bytes });
  const remember = (ref: BinaryRef): BinaryRef => {
    files.set(ref.id, inMemory(bytes.get(ref.id) ?? new Uint8Array(), { mimeType: ref.mimeType, fileName: ref.fileName ?? null }));
    return ref;
  };
  const signal = AbortSignal.timeout(POLL_MS);
  // The engine runs a trigger only as a step behind another one; errors must come out as errors.
  const { onError: _, retryOnFail: __, ...bare } = node;
  const head: WorkflowNode = { id: 'poll', name: `Poll of ${node.name}`, type: 'manualTrigger', typeVersion: 1, position: node.position, parameters: {} };
  const graph = compileGraph({ ...emptyDefinition(), settings: definition.settings, nodes: [head, { ...bare, disabled: false }], edges: [{ id: 'poll', source: head.id, sourcePort: 'main:0', target: node.id, targetPort: 'main:0' }] }, definitionOf);
  const host = createMemoryHost({
    definition: definitionOf,
    behaviour: type => (request.run && type === node.type ? request.run : findRun(type)),
    newId,
    tools: (step, stopped) => ({
      ...createTools(services, { orgId, workflowId, executionId: newId(), fence: 0, node, staticData: { global: {}, nodes: {} }, depth: 0, files: createNearFiles() }, step, stopped),
      log: () => undefined,
      staticData: () => request.state,
      files: { ...kept, write: async (content, info) => remember(await kept.write(content, info)) },
    }),
  });
  const outcome = await runExecution(graph, {
    execution: { id: newId(), mode: request.mode, timezone: definition.settings.timezone ?? settings.timezone, workflow: { id: workflowId, name: request.workflowName, active: request.mode === 'trigger' } },
    start: { node: head.name, outputs: [request.input ?? [{ json: {} }]] },
    recorded: [],
    variables: { ...(await services.repositories.variables.all(orgId)), ...definition.variables },
    environment: settings.environment,
    staticData: { global: {}, nodes: {} },
    signal,
    host,
  });
  if (outcome.status === 'error') throw new NodeError(outcome.error.message, { description: outcome.error.description });
  if (outcome.status !== 'success') throw new NodeError(signal.aborted ? `Looking for something new took longer than ${POLL_MS / 1000} s` : 'Looking for something new did not come to an end');
  const items = host.steps().find(step => step.nodeId === node.id)?.outputs?.[0] ?? [];
  return { items: items.map(({ json, binary }) => ({ json, ...(binary ? { binary } : {}) })), files };
}
