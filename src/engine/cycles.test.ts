// Rings of steps: refused where nothing can leave them.
import { describe, expect, it } from 'vitest';
import { emptyDefinition, type WorkflowDefinition } from '~/lib/workflow';
import type { NodeDefinition } from '~/nodes/contract';
import { endlessCycles } from './cycles';

const types: Record<string, Partial<NodeDefinition>> = { noOp: { outputs: [{}] }, if: { outputs: [{}, {}] }, splitInBatches: { outputs: [{}, {}] } };
const ring = (...names: [string, string][]): WorkflowDefinition => ({
  ...emptyDefinition(),
  nodes: names.map(([name, type]) => ({ id: name, name, type, typeVersion: 1, position: { x: 0, y: 0 }, parameters: {} })),
  edges: names.map(([name], index) => ({ id: name, source: name, sourcePort: 'main:0', target: (names[(index + 1) % names.length] as [string, string])[0], targetPort: 'main:0' })),
});
const endless = (definition: WorkflowDefinition) => endlessCycles(definition, type => types[type] as NodeDefinition | undefined).map(names => names.sort());

describe('T3: cycles', () => {
  it('names the nodes of a ring that passes everything on', () => expect(endless(ring(['A', 'noOp'], ['B', 'noOp'], ['C', 'noOp']))).toEqual([['A', 'B', 'C']]));
  it('lets loops be that a step can leave', () => {
    expect(endless(ring(['A', 'noOp'], ['If', 'if']))).toEqual([]);
    expect(endless(ring(['Loop', 'splitInBatches'], ['A', 'noOp']))).toEqual([]);
    expect(endless(ring(['A', 'noOp'], ['Unknown', 'other']))).toEqual([]);
  });
  it('takes a chain of thousands of nodes without recursion', () => expect(endless(ring(...Array.from({ length: 2000 }, (_, i): [string, string] => [`n${i}`, 'noOp'])))[0]).toHaveLength(2000));
});
