// Runs every workflow under observed/ and holds what it does against what n8n was seen to do with the same file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { compileGraph } from '~/engine/graph';
import { createMemoryHost, manualRequest } from '~/engine/memory-host';
import { runExecution } from '~/engine/run';
import { readWorkflowFile } from '~/interop/read-file';
import { isRefused } from '~/interop/report';
import { newId } from '~/lib/ids';
import type { WorkflowDefinition } from '~/lib/workflow';
import { buildChild } from '~/server/sandbox/testing';
import { createSandbox, type Sandbox } from '~/server/sandbox/pool';
import { createFileArea } from '~/server/files/area';
import { differencesOf, expectOnly, fixtureNames, type Observation, type Outcome, readFixture, seenNodes } from '~/server/testing/observed';
import { runJob } from '~/server/workshop/jobs';
import type { NodeDefinition, RunNode } from './contract';
import { definitions } from './definitions';
import { createMemoryFiles } from './files/pieces';
import { runs } from './runs';

const folder = fileURLToPath(new URL('observed', import.meta.url));
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

async function runOnce({ definition, name }: { definition: WorkflowDefinition; name: string }): Promise<Outcome> {
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
  const error = outcome.status === 'error' ? outcome.error : null;
  return { status: outcome.status, node: error?.node ?? null, message: error?.message ?? '', nodes: seenNodes(host.steps()) };
}

describe('workflows watched on n8n', () => {
  it.each(fixtureNames(folder))('%s', async file => {
    const { workflow, result, differs } = readFixture<Observation>(folder, file);
    const read = readWorkflowFile(JSON.stringify(workflow), file);
    if (isRefused(read)) throw new Error(JSON.stringify(read.problems));
    const [imported] = read.workflows;
    if (!imported) throw new Error('the file holds no workflow');
    expectOnly(differs, differencesOf(result, await runOnce(imported)));
  });
});
