// `weft prove FILE`: shows that a workflow does here what it did where it came from: its nodes are run and compared with
// the items its file pins to them, or with a saved execution. Nothing outside is reached: what such nodes gave is taken over.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareNode, compareOutputs, type Difference, type SeenNodes, type SeenRun } from '~/engine/compare-runs';
import { effectOf } from '~/engine/effect';
import type { RunOutcome, RunRequest, StepRecord } from '~/engine/execution';
import { compileGraph } from '~/engine/graph';
import { type Item, toItems } from '~/engine/items';
import { createMemoryHost, manualRequest } from '~/engine/memory-host';
import { runExecution } from '~/engine/run';
import { newId } from '~/lib/ids';
import type { Json, JsonObject } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { NodeError, type RunNode } from '~/nodes/contract';
import { createMemoryFiles } from '~/nodes/files/pieces';
import { findRun } from '~/nodes/runs';
import { readEnv } from '~/server/env';
import { createSandbox, type Sandbox } from '~/server/sandbox/pool';
import { createWorkshop, type Workshop } from '~/server/workshop/pool';
import { definitionOf } from '~/server/workflows/extract';
import { readFile as readWorkflows } from '~/server/workflows/files';
import { options, root, UsageError } from './context';
import { sentenceOf } from './sentence';
import { readSavedExecution, type SavedExecution } from './saved-execution';

/** What is known of one node after the proof. */
type Verdict = { node: string } & ({ kind: 'agrees'; items: number } | { kind: 'differs'; differences: Difference[] } | { kind: 'taken' } | { kind: 'failed'; message: string });

interface Proof { definition: WorkflowDefinition; name: string; sandbox: Sandbox; workshop: Workshop }

/** Exit code 0 when everything agrees, 1 when something differs, 2 on a bad file. */
export async function prove(args: string[]): Promise<number> {
  const { values, positionals } = options(args, { expect: { type: 'string' } });
  const [file] = positionals;
  if (!file) throw new UsageError('Usage: weft prove FILE [--expect execution.json]');
  const [workflow] = await opened(file, text => readWorkflows(text, file));
  if (!workflow) throw new UsageError(`${file}: the file holds no workflow`);
  const saved = values.expect ? await opened(values.expect, text => readSavedExecution(JSON.parse(text))) : null;
  if (!saved && Object.keys(workflow.definition.pinData).length === 0) throw new UsageError(`${file}: no node has pinned items; give a saved execution with --expect`);
  const sandbox = createSandbox({ childPath: join(root, 'dist', 'sandbox-child.mjs'), modules: root, size: 1 });
  const workshop = createWorkshop({ childPath: join(root, 'dist', 'workshop-child.mjs'), modules: root, size: 1 });
  try {
    const proof: Proof = { definition: workflow.definition, name: workflow.name, sandbox, workshop };
    const verdicts = saved ? await againstExecution(proof, saved) : await againstPins(proof);
    process.stdout.write(report(verdicts));
    return verdicts.every(({ kind }) => kind === 'agrees' || kind === 'taken') ? 0 : 1;
  } finally {
    sandbox.close();
    workshop.close();
  }
}

async function opened<T>(file: string, read: (text: string) => T): Promise<T> {
  try {
    return read(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${sentenceOf(error)}`);
  }
}

/** Nodes that reach outside, take time or are not known: they are never run here. */
const outside = (type: string, parameters: JsonObject): boolean => {
  const definition = definitionOf(type);
  return !definition || effectOf(definition, parameters) !== 'pure' || type === 'wait';
};
const isTrigger = (node: WorkflowNode): boolean => Boolean(definitionOf(node.type)?.trigger);
const own = <T>(record: Record<string, T>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

interface Given {
  start: string;
  items: Item[][];
  /** What a node outside gave, by its run; undefined when nobody knows. */
  outputs(node: string, runIndex: number): Item[][] | undefined;
  changes: Partial<RunRequest>;
}

async function execute({ definition, name, sandbox, workshop }: Proof, given: Given): Promise<{ outcome: RunOutcome; nodes: SeenNodes }> {
  const files = createMemoryFiles({ newId, missing: 'is not at hand: its bytes are not part of what was saved' });
  const host = createMemoryHost({
    definition: definitionOf,
    behaviour: type => context => (outside(type, context.parameters.raw) ? takenOver(given) : (findRun(type) ?? takenOver(given)))(context),
    newId,
    tools: (_step, signal) => ({
      sandbox: request => sandbox.run('local', request, signal),
      work: (name, input) => workshop.run('local', name, input, signal),
      files,
    }),
  });
  const env = readEnv();
  const outcome = await runExecution(compileGraph(definition, definitionOf), manualRequest(host, { node: given.start, outputs: given.items }, {
    execution: { id: newId(), mode: 'manual', timezone: definition.settings.timezone ?? env.timezone, workflow: { id: 'file', name, active: false } },
    variables: definition.variables, environment: env.expressionEnvironment, ...given.changes,
  }));
  return { outcome, nodes: seenNodes(host.steps()) };
}

const takenOver = (given: Given): RunNode => ({ node, runIndex }) => {
  const outputs = given.outputs(node.name, runIndex);
  if (!outputs) throw new NodeError(`"${node.name}" reaches outside, which a proof does not, and nothing says what it gave`);
  return outputs;
};

/** As JSON; of several tries of a run the last one counts. */
function seenNodes(steps: StepRecord[]): SeenNodes {
  const tries = new Map(steps.map(step => [`${step.runIndex} ${step.node}`, step]));
  const nodes: SeenNodes = {};
  for (const { node, status, outputs } of tries.values()) {
    const run: SeenRun = { status: status === 'failed' ? 'error' : 'success', outputs: JSON.parse(JSON.stringify(outputs ?? [])) as Item[][] };
    nodes[node] = [...(own(nodes, node) ?? []), run];
  }
  return nodes;
}

/** Every pinned node is run on what the pins before it give, by itself. */
async function againstPins(proof: Proof): Promise<Verdict[]> {
  const { definition } = proof;
  const pins = Object.fromEntries(Object.entries(definition.pinData).map(([node, values]) => [node, toItems(values as Json[])]));
  const start = definition.nodes.filter(node => isTrigger(node) && !node.disabled).sort((one, other) => Number(other.name in pins) - Number(one.name in pins))[0];
  if (!start) throw new UsageError('The workflow has no trigger that Weft knows: add a manual trigger.');
  const verdicts: Verdict[] = [];
  for (const node of definition.nodes) {
    const pinned = own(pins, node.name);
    if (!pinned) continue;
    if (isTrigger(node) || outside(node.type, node.parameters)) {
      verdicts.push({ node: node.name, kind: 'taken' });
      continue;
    }
    const others = Object.fromEntries(Object.entries(pins).filter(([name]) => name !== node.name));
    const { outcome, nodes } = await execute(proof, { start: start.name, items: [own(pins, start.name) ?? [{ json: {} }]], outputs: () => undefined, changes: { pinData: others, destination: node.name } });
    const [run] = own(nodes, node.name) ?? [];
    if (run?.status === 'success') {
      const expected = pinned.map(({ pairedItem: _parents, ...item }) => item);
      verdicts.push(verdictOf(node.name, pinned.length, compareOutputs(node.name, '', [expected], run.outputs.slice(0, 1))));
    } else verdicts.push({ node: node.name, kind: 'failed', message: outcome.status === 'error' ? outcome.error.message : 'it was not reached' });
  }
  return verdicts;
}

/** The whole workflow runs from the items its trigger gave. */
async function againstExecution(proof: Proof, saved: SavedExecution): Promise<Verdict[]> {
  const start = proof.definition.nodes.find(node => isTrigger(node) && own(saved.nodes, node.name)?.length);
  if (!start) throw new UsageError('The saved execution starts at no trigger of this workflow.');
  const [first] = own(saved.nodes, start.name) ?? [];
  const { outcome, nodes } = await execute(proof, { start: start.name, items: (first?.outputs ?? []).map(items => items ?? []), outputs: (node, runIndex) => own(saved.nodes, node)?.[runIndex]?.outputs.map(items => items ?? []), changes: {} });
  const isOutside = new Set(proof.definition.nodes.filter(node => outside(node.type, node.parameters)).map(node => node.name));
  const verdicts = [...new Set([...Object.keys(saved.nodes), ...Object.keys(nodes)])].map((node): Verdict => {
    const expected = own(saved.nodes, node) ?? [];
    const actual = own(nodes, node) ?? [];
    if (node === start.name || (isOutside.has(node) && expected.length === actual.length)) return { node, kind: 'taken' };
    return verdictOf(node, expected.flatMap(run => run.outputs).reduce((sum, items) => sum + (items?.length ?? 0), 0), compareNode(node, expected, actual));
  });
  if (saved.status !== null && saved.status !== outcome.status) verdicts.push({ node: '(outcome)', kind: 'failed', message: `it ended as ${saved.status}, and here as ${outcome.status}${outcome.status === 'error' ? `: ${outcome.error.message}` : ''}` });
  return verdicts;
}

const verdictOf = (node: string, items: number, differences: Difference[]): Verdict => (differences.length > 0 ? { node, kind: 'differs', differences } : { node, kind: 'agrees', items });
const short = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)}…` : text);

function report(verdicts: Verdict[]): string {
  const lines = verdicts.flatMap((verdict): string[] => {
    const head = `${verdict.kind.padEnd(8)} ${verdict.node}`;
    switch (verdict.kind) {
      case 'agrees': return [`${head} (${verdict.items} items)`];
      case 'taken': return [`${head} (its items are taken as they are)`];
      case 'failed': return [`${head}: ${verdict.message}`];
      case 'differs': return [head, ...verdict.differences.map(({ place, kind, expected, actual }) => `         ${place ? `${place}, ` : ''}${kind}: expected ${short(expected)}, got ${short(actual)}`)];
    }
  });
  const count = (kind: Verdict['kind']): number => verdicts.filter(verdict => verdict.kind === kind).length;
  return `${lines.join('\n')}\n${count('agrees')} agree, ${count('differs') + count('failed')} differ, ${count('taken')} taken as they are\n`;
}
