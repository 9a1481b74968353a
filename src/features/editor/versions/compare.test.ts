// Differences between two definitions.
import { describe, expect, it } from 'vitest';
import { emptyDefinition, type WorkflowDefinition, type WorkflowNode } from '~/lib/workflow';
import { compareDefinitions } from './compare';

const node = (id: string, extra: Partial<WorkflowNode> = {}): WorkflowNode => ({ id, name: id, type: 'set', typeVersion: 3.4, position: { x: 0, y: 0 }, parameters: { mode: 'raw' }, ...extra });
const definition = (nodes: WorkflowNode[], edges: WorkflowDefinition['edges'] = []): WorkflowDefinition => ({ ...emptyDefinition(), nodes, edges });

describe('compareDefinitions', () => {
  it('names added, removed and changed steps and what changed', () => {
    const before = definition([node('a'), node('b'), node('c')]);
    const after = definition([node('a', { parameters: { mode: 'raw', jsonOutput: '{}' }, disabled: true }), node('b', { position: { x: 99, y: 9 } }), node('d')]);
    expect(compareDefinitions(before, after)).toEqual([
      { id: 'a', name: 'a', kind: 'changed', what: ['jsonOutput', 'disabled'] },
      { id: 'd', name: 'd', kind: 'added', what: [] },
      { id: 'c', name: 'c', kind: 'removed', what: [] },
    ]);
  });

  it('counts wires whatever their ids', () => {
    const wire = (id: string, target: string) => ({ id, source: 'a', sourcePort: 'main:0', target, targetPort: 'main:0' }) as const;
    expect(compareDefinitions(definition([node('a'), node('b')], [wire('1', 'b')]), definition([node('a'), node('b')], [wire('2', 'b')]))).toEqual([]);
    expect(compareDefinitions(definition([node('a'), node('b')]), definition([node('a'), node('b')], [wire('2', 'b')]))[0]?.name).toBe('1 wire');
  });
});
