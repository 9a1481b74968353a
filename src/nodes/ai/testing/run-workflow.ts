// Runs a workflow of real nodes in memory, with the real egress client, for tests of roots and their sub-nodes.
import type { StepRecord } from '~/engine/execution';
import { compileGraph } from '~/engine/graph';
import type { Item } from '~/engine/items';
import { createMemoryHost, manualRequest, type MemoryHostOptions } from '~/engine/memory-host';
import { runExecution } from '~/engine/run';
import { newId } from '~/lib/ids';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { NodeError, type Tools } from '~/nodes/contract';
import { findDefinition } from '~/nodes/definitions';
import { createMemoryFiles } from '~/nodes/files/pieces';
import { findRun } from '~/nodes/runs';
import { createEgress } from '~/server/egress/client';
import { runJob } from '~/server/workshop/jobs';

type Spec = Partial<WorkflowNode> & { type: string };

/** `edges` as `A>B` (main) or `Model>ai_languageModel:Agent`, with `>ai_languageModel:1:Agent` for its second port. */
export function flow(nodes: Record<string, Spec>, edges: string[]): WorkflowDefinition {
  const names = Object.keys(nodes);
  const idOf = (name: string): string => `n${names.indexOf(name)}`;
  return {
    nodes: Object.entries(nodes).map(([name, spec], index) => ({ id: idOf(name), name, typeVersion: findDefinition(spec.type)?.versions.at(-1) ?? 1, position: { x: index * 100, y: 0 }, parameters: {}, ...spec })),
    edges: edges.map((text, index) => {
      const [source = '', right = ''] = text.split('>');
      const parts = right.split(':');
      const target = parts.pop() as string;
      const type = parts[0] ?? 'main';
      return { id: `e${index}`, source: idOf(source), sourcePort: `${type}:0` as const, target: idOf(target), targetPort: `${type}:${Number(parts[1] ?? 0)}` as const };
    }),
    settings: { executionOrder: 'v1' }, variables: {}, pinData: {},
  };
}

export interface Run {
  items?: (JsonObject | Item)[];
  /** Fields by credential type. Each may be sent to loopback. */
  credentials?: Record<string, Record<string, string>>;
  recorded?: StepRecord[];
  tools?: Partial<Tools>;
  staticData?: Map<string, JsonObject>;
  host?: Partial<MemoryHostOptions>;
  executionId?: string;
}

export async function runFlow(definition: WorkflowDefinition, { items = [{}], credentials = {}, recorded = [], tools = {}, staticData = new Map(), host: more = {}, executionId = 'execution' }: Run = {}) {
  const egress = createEgress({ allow: ['127.0.0.0/8'] });
  const given = items.map((item): Item => ('json' in item && typeof item.json === 'object' ? (item as unknown as Item) : { json: item as JsonObject }));
  // Files the items name are empty ones.
  const files = createMemoryFiles({ newId, kept: new Map(given.flatMap(({ binary = {} }) => Object.values(binary).map(({ id }) => [id, new Uint8Array()]))) });
  const host = createMemoryHost({
    definition: findDefinition, behaviour: findRun, sleep: async () => undefined, ...more,
    tools: (step, signal) => ({
      signal,
      http: request => {
        const fields = request.credentialType === undefined ? undefined : credentials[request.credentialType];
        return egress.send(request, { signal, files, ...(fields && request.credentialType ? { credential: { name: 'Test', type: request.credentialType, allowedHosts: ['127.0.0.1'], fields } } : {}) });
      },
      credential: async type => {
        const fields = credentials[type];
        if (!fields) throw new NodeError(`No credential of the type ${type} is chosen`);
        return fields;
      },
      files,
      work: runJob,
      staticData: scope => {
        const key = scope === 'global' ? 'global' : step.node;
        const known = staticData.get(key) ?? {};
        staticData.set(key, known);
        return known;
      },
      ...tools,
    }),
  });
  const [first] = definition.nodes;
  const graph = compileGraph(definition, findDefinition);
  const outcome = await runExecution(graph, manualRequest(host, { node: (first as WorkflowNode).name, outputs: [given] }, { recorded, execution: { id: executionId, mode: 'manual', workflow: { id: 'workflow', name: 'Workflow', active: false }, timezone: 'UTC' } }));
  await egress.close();
  const steps = host.steps();
  const stepsOf = (name: string) => steps.filter(step => step.node === name);
  return { outcome, host, steps, stepsOf, files, order: steps.map(step => step.node), json: (name: string, output = 0) => (stepsOf(name).at(-1)?.outputs?.[output] ?? []).map(item => item.json) };
}

