// Edits, undo and redo of the document store.
import { describe, expect, it } from 'vitest';
import { emptyDefinition, type WorkflowNode } from '~/lib/workflow';
import { ancestors, freeName, toDefinition } from './definition';
import { createDocumentStore } from './document';
import { UNDO_LIMIT } from './undo';

const node = (id: string, name = id): WorkflowNode => ({ id, name, type: 'noOp', typeVersion: 1, position: { x: 0, y: 0 }, parameters: {} });
const wire = (id: string, source: string, target: string) => ({ id, source, sourcePort: 'main:0', target, targetPort: 'main:0' }) as const;

function chain() {
  return createDocumentStore({ ...emptyDefinition(), nodes: [node('a'), node('b'), node('c')], edges: [wire('ab', 'a', 'b'), wire('bc', 'b', 'c')], pinData: { b: [{ x: 1 }] } });
}

describe('edit', () => {
  it('is undone and redone as a whole', () => {
    const store = chain();
    const before = toDefinition(store.getState().doc);
    store.getState().edit('Delete b', draft => draft.removeNode('b'));
    const after = toDefinition(store.getState().doc);
    expect(after).toMatchObject({ edges: [], pinData: {} });
    store.getState().undoOne();
    const restored = toDefinition(store.getState().doc);
    expect(restored.nodes.map(each => each.id).sort()).toEqual(['a', 'b', 'c']);
    expect(restored.edges.map(each => each.id).sort()).toEqual(['ab', 'bc']);
    expect(restored.pinData).toEqual(before.pinData);
    store.getState().redoOne();
    expect(toDefinition(store.getState().doc)).toEqual(after);
  });

  it('makes no entry when nothing changed, and none in a read-only document', () => {
    const store = chain();
    expect(store.getState().edit('Nothing', draft => draft.patchNode('a', { name: 'a' }))).toBe(false);
    expect(store.getState().edit('Nothing', () => {})).toBe(false);
    const locked = createDocumentStore(emptyDefinition(), true);
    expect(locked.getState().edit('Add', draft => draft.putNode(node('x')))).toBe(false);
    expect(locked.getState().doc.nodes.size).toBe(0);
  });

  it('joins quick edits of one field and keeps the first state', () => {
    const store = chain();
    for (const text of ['h', 'he', 'hey']) store.getState().edit('Edit url', draft => draft.patchNode('a', { parameters: { url: text } }), { coalesce: 'a/url' });
    expect(store.getState().undo).toHaveLength(1);
    store.getState().undoOne();
    expect(store.getState().doc.nodes.get('a')?.parameters).toEqual({});
  });

  it('keeps other fields apart', () => {
    const store = chain();
    store.getState().edit('Edit url', draft => draft.patchNode('a', { parameters: { url: 'x' } }), { coalesce: 'a/url' });
    store.getState().edit('Edit method', draft => draft.patchNode('a', { parameters: { url: 'x', method: 'POST' } }), { coalesce: 'a/method' });
    expect(store.getState().undo.map(entry => entry.label)).toEqual(['Edit url', 'Edit method']);
  });

  it('forgets redo after a new edit and keeps at least 100 steps', () => {
    const store = chain();
    for (let index = 0; index < UNDO_LIMIT + 20; index++) store.getState().edit(`Move ${index}`, draft => draft.patchNode('a', { position: { x: index + 1, y: 0 } }));
    expect(store.getState().undo).toHaveLength(UNDO_LIMIT);
    store.getState().undoOne();
    expect(store.getState().redo).toHaveLength(1);
    store.getState().edit('Other', draft => draft.patchNode('b', { disabled: true }));
    expect(store.getState().redo).toHaveLength(0);
  });

  it('removes a key that is set to undefined', () => {
    const store = chain();
    store.getState().edit('Disable', draft => draft.patchNode('a', { disabled: true }));
    store.getState().edit('Enable', draft => draft.patchNode('a', { disabled: undefined }));
    expect(Object.keys(store.getState().doc.nodes.get('a') ?? {})).not.toContain('disabled');
  });
});

it('finds free names as n8n numbers them', () => {
  const { doc } = createDocumentStore({ ...emptyDefinition(), nodes: [node('1', 'Set'), node('2', 'Set1'), node('3', 'If')] }).getState();
  expect([freeName(doc, 'Set'), freeName(doc, 'If'), freeName(doc, 'Merge'), freeName(doc, 'Set', new Set(['Set2']))]).toEqual(['Set2', 'If1', 'Merge', 'Set3']);
});

it('walks ancestors once, also around a loop', () => {
  const { doc } = createDocumentStore({ ...emptyDefinition(), nodes: ['a', 'b', 'c'].map(id => node(id)), edges: [wire('1', 'a', 'b'), wire('2', 'b', 'c'), wire('3', 'c', 'b')] }).getState();
  expect(ancestors(doc, 'c')).toEqual(['b', 'a']);
});
