import { describe, expect, it } from 'vitest';
import { staleNodes } from './stale';
import { emptyDefinition, type WorkflowDefinition, type WorkflowNode } from './workflow';

const node = (name: string, more: Partial<WorkflowNode> = {}): WorkflowNode => ({ id: name.toLowerCase(), name, type: 'set', typeVersion: 3.4, position: { x: 0, y: 0 }, parameters: {}, ...more });
const edge = (source: string, target: string, port: `${string}:${number}` = 'main:0') => ({ id: `${source}-${target}`, source, sourcePort: port, target, targetPort: port });

/** A -> B -> C, and D beside B; a model M that C calls. */
const before: WorkflowDefinition = {
  ...emptyDefinition(),
  nodes: ['A', 'B', 'C', 'D', 'M'].map(name => node(name)),
  edges: [edge('a', 'b'), edge('b', 'c'), edge('a', 'd'), edge('m', 'c', 'ai_languageModel:0')],
};
const changed = (name: string, change: Partial<WorkflowNode>): WorkflowDefinition => ({ ...before, nodes: before.nodes.map(each => (each.name === name ? { ...each, ...change } : each)) });
const stale = (now: WorkflowDefinition) => [...staleNodes(now, before)].sort();

describe('stale results', () => {
  it('are none when nothing changed but places, notes and tries', () => {
    expect(stale(before)).toEqual([]);
    expect(stale(changed('B', { position: { x: 9, y: 9 }, notes: 'x', retryOnFail: true, onError: 'stopWorkflow', disabled: false }))).toEqual([]);
  });
  it('are those of a changed node and of all behind it', () => {
    expect(stale(changed('B', { parameters: { mode: 'raw' } }))).toEqual(['b', 'c']);
    expect(stale(changed('A', { disabled: true }))).toEqual(['a', 'b', 'c', 'd']);
    expect(stale(changed('M', { parameters: { model: 'x' } }))).toEqual(['c', 'm']);
  });
  it('are those of a renamed node, of a new one and of one with other edges', () => {
    expect(stale(changed('D', { name: 'E' }))).toEqual(['d']);
    expect(stale({ ...before, nodes: [...before.nodes, node('N')] })).toEqual(['n']);
    expect(stale({ ...before, edges: [...before.edges, edge('d', 'b')] })).toEqual(['b', 'c']);
    expect(stale({ ...before, edges: before.edges.slice(1) })).toEqual(['b', 'c']);
  });
  it('are those of a node whose pinned data changed, and all when something changed that all see', () => {
    expect(stale({ ...before, pinData: { D: [{ json: {} }] } })).toEqual(['d']);
    expect(stale({ ...before, variables: { x: '1' } })).toEqual(['a', 'b', 'c', 'd', 'm']);
    expect(stale({ ...before, settings: { ...before.settings, timezone: 'Asia/Tokyo' } })).toEqual(['a', 'b', 'c', 'd', 'm']);
  });
});
