// Copied nodes come back with new ids, free names and references that follow.
import { describe, expect, it } from 'vitest';
import { emptyDefinition, type WorkflowNode } from '~/lib/workflow';
import { fromDefinition } from '../store/definition';
import { clip, readClipping, renew } from './format';

const node = (id: string, name: string, x: number, parameters = {}): WorkflowNode => ({ id, name, type: 'set', typeVersion: 3.4, position: { x, y: 10 }, parameters });
const doc = fromDefinition({
  ...emptyDefinition(),
  nodes: [node('a', 'Set', 0), node('b', 'Use', 200, { v: '={{ $("Set").item.json.x + $("Far").item.json.y }}' }), { ...node('w', 'Hook', 400), webhookId: 'old' }],
  edges: [{ id: 'e', source: 'a', sourcePort: 'main:0', target: 'b', targetPort: 'main:0' }, { id: 'f', source: 'b', sourcePort: 'main:0', target: 'w', targetPort: 'main:0' }],
  pinData: { Set: [{ x: 1 }] },
});

describe('clipboard', () => {
  it('keeps inner edges only, and pinned data', () => {
    const read = readClipping(clip(doc, ['a', 'b']));
    expect(read?.edges.map(edge => edge.id)).toEqual(['e']);
    expect(read?.pinData).toEqual({ Set: [{ x: 1 }] });
  });

  it('renames what is taken and rewrites references between the pasted nodes only', () => {
    const copied = readClipping(clip(doc, ['a', 'b', 'w']));
    if (!copied) throw new Error('nothing was copied');
    const pasted = renew(doc, copied, { x: 1000, y: 500 });
    expect(pasted.nodes.map(each => each.name)).toEqual(['Set1', 'Use1', 'Hook1']);
    expect(pasted.nodes[1]?.parameters).toEqual({ v: '={{ $("Set1").item.json.x + $("Far").item.json.y }}' });
    expect(pasted.nodes.map(each => each.position)).toEqual([{ x: 1000, y: 500 }, { x: 1200, y: 500 }, { x: 1400, y: 500 }]);
    expect(pasted.edges[0]).toMatchObject({ source: pasted.nodes[0]?.id, target: pasted.nodes[1]?.id });
    expect(pasted.pinData).toEqual({ Set1: [{ x: 1 }] });
    expect(pasted.nodes[2]?.webhookId).not.toBe('old');
  });

  it('refuses other text', () => {
    for (const text of ['', 'hello', '{"nodes":[]}', '{"kind":"weft/nodes","nodes":[{"id":1}]}', '[1]']) expect(readClipping(text)).toBeNull();
  });
});
