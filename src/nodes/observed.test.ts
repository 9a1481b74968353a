// Runs every workflow under observed/ and holds what it does against what n8n was seen to do with the same file.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareRuns, type Difference, type SeenNodes } from '~/engine/compare-runs';
import { compileGraph } from '~/engine/graph';
import { createMemoryHost, manualRequest } from '~/engine/memory-host';
import { runExecution } from '~/engine/run';
import { readWorkflowFile } from '~/interop/read-file';
import { isRefused } from '~/interop/report';
import { newId } from '~/lib/ids';
import type { Json } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import { buildChild } from '~/server/sandbox/testing';
import { createSandbox, type Sandbox } from '~/server/sandbox/pool';
import { createFileArea } from '~/server/files/area';
import { runJob } from '~/server/workshop/jobs';
import type { NodeDefinition, RunNode } from './contract';
import { definitions } from './definitions';
import { createMemoryFiles } from './files/pieces';
import { comparable, summary } from './observed/testing/comparison';
import { runs } from './runs';

interface Observation {
  /** Product and version that was watched. */
  observed: string;
  workflow: Json;
  result: { status: string; error: { message: string; node?: string } | null; nodes: SeenNodes };
  /** Nodes that do something else in Weft, in what, and why; the node `""` is the outcome of the execution. */
  differs?: { node: string; kinds: (Difference['kind'] | 'outcome')[]; reason: string }[];
}

const folder = fileURLToPath(new URL('observed', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.json')).sort();
let sandbox: Sandbox;
let remove: () => void;
const areas = mkdtempSync(join(tmpdir(), 'weft-areas-'));
let lastArea = 0;
beforeAll(async () => {
  const built = await buildChild();
  remove = built.remove;
  sandbox = createSandbox({ childPath: built.childPath, modules: process.cwd(), size: 1 });
});
afterAll(() => {
  sandbox.close();
  remove();
  rmSync(areas, { recursive: true, force: true });
});

const own = <T>(record: Record<string, T>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);
const definitionOf = (type: string) => own(definitions as Record<string, NodeDefinition>, type);

async function runOnce({ definition, name }: { definition: WorkflowDefinition; name: string }): Promise<{ status: string; node: string | null; message: string; nodes: SeenNodes }> {
  const files = createMemoryFiles({ newId });
  const area = createFileArea(join(areas, String(++lastArea)));
  const host = createMemoryHost({
    definition: definitionOf,
    behaviour: type => own(runs as Record<string, RunNode>, type),
    tools: (_step, signal) => ({
      sandbox: request => sandbox.run('observed', request, signal),
      work: runJob,
      area,
      files,
    }),
  });
  const start = definition.nodes.find(node => node.type === 'manualTrigger');
  if (!start) throw new Error('the workflow has no manual trigger');
  const outcome = await runExecution(compileGraph(definition, definitionOf), manualRequest(host, { node: start.name, outputs: [[{ json: {} }]] }, {
    // n8n was run from its command line, which counts as production: pinned data play no part.
    execution: { id: 'execution', mode: 'trigger', workflow: { id: 'file', name, active: false }, timezone: definition.settings.timezone ?? 'America/New_York' },
  }));
  const nodes: SeenNodes = {};
  // n8n keeps the last try of a run; the steps of Weft are all tries.
  const tries = new Map(host.steps().map(step => [`${step.runIndex} ${step.node}`, step]));
  for (const step of tries.values()) {
    const run = { status: step.status === 'failed' ? 'error' as const : step.status === 'skipped' ? 'skipped' as const : 'success' as const, outputs: step.outputs ?? [] };
    nodes[step.node] = [...(own(nodes, step.node) ?? []), run];
  }
  const error = outcome.status === 'error' ? outcome.error : null;
  return { status: outcome.status, node: error?.node ?? null, message: error?.message ?? '', nodes };
}

describe('workflows watched on n8n', () => {
  it.each(files)('%s', async file => {
    const { workflow, result, differs = [] } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Observation;
    const read = readWorkflowFile(JSON.stringify(workflow), file);
    if (isRefused(read)) throw new Error(JSON.stringify(read.problems));
    const [imported] = read.workflows;
    if (!imported) throw new Error('the file holds no workflow');
    const seen = await runOnce(imported);
    const found: { node: string; kind: string; place: string; expected: string; actual: string }[] = compareRuns(comparable(result.nodes), comparable(seen.nodes));
    const failing = result.error?.node;
    if (result.status !== seen.status || (failing !== undefined && failing !== seen.node)) {
      found.push({ node: '', kind: 'outcome', place: '', expected: `${result.status} ${failing ?? ''}`, actual: `${seen.status} ${seen.node ?? ''} ${seen.message}` });
    }
    const details = found.map(({ node, place, kind, expected, actual }) => `${node} (${place}) ${kind}: n8n ${expected} | Weft ${actual}`).join('\n');
    expect(summary(found), details).toEqual(summary(differs.flatMap(({ node, kinds }) => kinds.map(kind => ({ node, kind })))));
  });
});
