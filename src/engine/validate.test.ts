import { describe, expect, it } from 'vitest';
import { definitions, workflow } from './testing/tiny-nodes';
import { validateDefinition } from './validate';

const check = (value: unknown) => validateDefinition(value, type => definitions.get(type));
const valid = () => workflow({ A: { type: 'start' }, B: { type: 'branch' } }, ['A>B']);
const changed = (change: (definition: ReturnType<typeof valid>) => void) => {
  const definition = valid();
  change(definition);
  return check(definition);
};
const first = (definition: ReturnType<typeof valid>) => definition.nodes[0] as unknown as Record<string, unknown>;
const edge = (definition: ReturnType<typeof valid>) => definition.edges[0] as unknown as Record<string, unknown>;

describe('a definition', () => {
  it('without problems', () => {
    expect(check(valid())).toEqual([]);
  });

  it('T2 of 10,000 nodes is refused at once', () => {
    const many = Array.from({ length: 10_000 }, () => ({}));
    expect(check({ ...valid(), nodes: many })).toEqual([{ kind: 'limit', path: 'nodes', message: expect.stringContaining('too_many_nodes') }]);
    expect(check({ ...valid(), edges: Array.from({ length: 30_000 }, () => ({})) })[0]?.kind).toBe('limit');
  });

  it('T3 with a self-edge is reported, save for a loop node', () => {
    const looped = workflow({ A: { type: 'start' }, B: { type: 'put' } }, ['A>B', 'B>B']);
    expect(check(looped)).toEqual([{ kind: 'loop', path: 'edges[1]', message: '"B" is connected to itself; only a loop node can be' }]);
  });

  it.each([
    ['T4 an edge to a missing node', (d: ReturnType<typeof valid>) => { edge(d).target = 'nope'; }, 'edges[0].target'],
    ['T4 an edge from a missing port', (d: ReturnType<typeof valid>) => { edge(d).sourcePort = 'main:5'; }, 'edges[0].sourcePort'],
    ['T4 an edge to a missing port', (d: ReturnType<typeof valid>) => { edge(d).targetPort = 'main:3'; }, 'edges[0].targetPort'],
    ['T4 a port that is none', (d: ReturnType<typeof valid>) => { edge(d).targetPort = '__proto__'; }, 'edges[0].targetPort'],
    ['T4 a duplicate id', (d: ReturnType<typeof valid>) => { first(d).id = 'id-1'; }, 'nodes[1].id'],
    ['T6 the id __proto__', (d: ReturnType<typeof valid>) => { first(d).id = '__proto__'; }, 'nodes[0].id'],
    ['T6 an empty id', (d: ReturnType<typeof valid>) => { first(d).id = ''; }, 'nodes[0].id'],
    ['T6 an id of 1 MB', (d: ReturnType<typeof valid>) => { first(d).id = 'x'.repeat(1e6); }, 'nodes[0].id'],
    ['T6 an emoji as id', (d: ReturnType<typeof valid>) => { first(d).id = '😀'; }, 'nodes[0].id'],
    ['T7 equal names', (d: ReturnType<typeof valid>) => { first(d).name = 'B'; }, 'nodes[1].name'],
    ['T7 names that differ in composition only', (d: ReturnType<typeof valid>) => { first(d).name = 'é'; (d.nodes[1] as { name: string }).name = 'e\u0301'; }, 'nodes[1].name'],
    ['the name __proto__', (d: ReturnType<typeof valid>) => { first(d).name = '__proto__'; }, 'nodes[0].name'],
    ['the name constructor', (d: ReturnType<typeof valid>) => { first(d).name = 'constructor'; }, 'nodes[0].name'],
    ['a name of 201 characters', (d: ReturnType<typeof valid>) => { first(d).name = 'x'.repeat(201); }, 'nodes[0].name'],
    ['T8 NaN as position', (d: ReturnType<typeof valid>) => { first(d).position = { x: Number.NaN, y: 0 }; }, 'nodes[0].position'],
    ['T8 1e308 as position', (d: ReturnType<typeof valid>) => { first(d).position = { x: 0, y: 1e308 }; }, 'nodes[0].position'],
    ['T8 a text as position', (d: ReturnType<typeof valid>) => { first(d).position = { x: '0', y: 0 }; }, 'nodes[0].position'],
    ['T9 an id that is an object', (d: ReturnType<typeof valid>) => { first(d).id = { $ne: null }; }, 'nodes[0].id'],
    ['T5 an unknown type', (d: ReturnType<typeof valid>) => { first(d).type = 'n8n-nodes-base.slack'; }, 'nodes[0].type'],
  ])('%s', (_name, change, path) => {
    expect(changed(change).map(problem => problem.path)).toContain(path);
  });

  it.each([null, 1, 'x', [], {}, { nodes: {}, edges: [] }, { nodes: [null], edges: [null], settings: [], variables: null, pinData: 1 }])('that is none gives problems and never throws: %j', value => {
    expect(check(value).length).toBeGreaterThan(0);
  });

  it('T5 keeps unknown types apart, so that a draft may hold them', () => {
    expect(changed(d => { first(d).type = 'n8n-nodes-base.slack'; }).map(problem => problem.kind)).toEqual(['unknownType']);
  });
});
