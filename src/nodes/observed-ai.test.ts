// Runs every workflow under observed-ai/ against a scripted model, and holds its items and what it asked the model against what n8n was
// seen to do with the same file and the same answers.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareRuns, type Difference, type SeenNodes } from '~/engine/compare-runs';
import { readWorkflowFile } from '~/interop/read-file';
import { isRefused } from '~/interop/report';
import { jsonEqual, type Json } from '~/lib/json';
import { buildChild } from '~/server/sandbox/testing';
import { createSandbox, type Sandbox } from '~/server/sandbox/pool';
import { runFlow } from './ai/testing/run-workflow';
import { comparable, summary } from './observed/testing/comparison';
import { type Asked, type Script, startScripted } from './ai/testing/scripted-model';

interface Observation {
  /** Product and version that was watched. */
  observed: string;
  /** `{model}` is where the scripted model is reached. */
  workflow: Json;
  script: Script;
  /** Without `messageLog`: n8n shows the objects of its library with every step of an agent. */
  result: { status: string; nodes: SeenNodes };
  /** By the marker of the script. */
  asked: Record<string, Asked[]>;
  /** What is something else in Weft, in what, and why. `node` is a node or a marker. */
  differs?: { node: string; kinds: (Difference['kind'] | 'asked' | 'outcome')[]; reason: string }[];
}

const folder = fileURLToPath(new URL('observed-ai', import.meta.url));
const files = readdirSync(folder).filter(name => name.endsWith('.json')).sort();
let sandbox: Sandbox;
let remove: () => void;
beforeAll(async () => {
  const built = await buildChild();
  remove = built.remove;
  sandbox = createSandbox({ childPath: built.childPath, modules: process.cwd(), size: 1 });
});
afterAll(() => {
  sandbox.close();
  remove();
});

describe('AI workflows watched on n8n', () => {
  it.each(files)('%s', async file => {
    const { workflow, script, result, asked, differs = [] } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Observation;
    const model = await startScripted(script);
    const read = readWorkflowFile(JSON.stringify(workflow).replaceAll('{model}', model.url), file);
    if (isRefused(read)) throw new Error(JSON.stringify(read.problems));
    const [imported] = read.workflows;
    if (!imported) throw new Error('the file holds no workflow');
    const { outcome, steps } = await runFlow(imported.definition, {
      credentials: { openAiApi: { apiKey: 'sk-x', url: `${model.url}/v1` } },
      tools: { sandbox: request => sandbox.run('observed', request, new AbortController().signal) },
    });
    await model.close();
    const nodes: SeenNodes = {};
    for (const step of steps.filter(each => !each.call && each.status !== 'skipped')) {
      nodes[step.node] = [...(nodes[step.node] ?? []), { status: step.status === 'failed' ? 'error' : 'success', outputs: step.outputs ?? [] }];
    }
    const found: { node: string; kind: string; place: string; expected: string; actual: string }[] = compareRuns(comparable(result.nodes), comparable(nodes));
    if (outcome.status !== result.status) found.push({ node: '', kind: 'outcome', place: '', expected: result.status, actual: outcome.status });
    for (const marker of Object.keys(script)) {
      const [expected, actual] = [asked[marker] ?? [], model.seen[marker] ?? []];
      if (!jsonEqual(expected, actual)) found.push({ node: marker, kind: 'asked', place: '', expected: JSON.stringify(expected), actual: JSON.stringify(actual) });
    }
    const details = found.map(({ node, place, kind, expected, actual }) => `${node} (${place}) ${kind}:\n  n8n  ${expected}\n  Weft ${actual}`).join('\n');
    expect(summary(found), details).toEqual(summary(differs.flatMap(({ node, kinds }) => kinds.map(kind => ({ node, kind })))));
  });
});
