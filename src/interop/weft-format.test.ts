// Weft's own file: complete, portable, strict.
import { describe, expect, it } from 'vitest';
import { type Json, type JsonObject, setPath } from '~/lib/json';
import { emptyDefinition, type WorkflowDefinition } from '~/lib/workflow';
import { isRefused } from './report';
import { exportWeft, importWeft } from './weft-format';

const definition: WorkflowDefinition = {
  ...emptyDefinition(),
  nodes: [
    { id: 'a', name: 'Hook', type: 'webhook', typeVersion: 2.1, position: { x: 1, y: 2 }, parameters: { path: 'x' }, webhookId: 'w', credentials: { jwtAuth: { id: 'c', name: 'J' } } },
    { id: 'b', name: 'Other', type: 'n8n-nodes-base.slack', typeVersion: 1, position: { x: 0, y: 0 }, parameters: {}, imported: { any: 'thing' } },
  ],
  edges: [{ id: 'e', source: 'a', sourcePort: 'main:0', target: 'b', targetPort: 'main:0' }],
  settings: { executionOrder: 'v1', errorWorkflowId: 'mine', concurrency: 3 },
  variables: { v: '1' },
  pinData: { Hook: [{ json: { a: 1 } }] },
};
const asJson = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
const written = () => asJson(exportWeft({ name: 'N', description: 'D', tags: ['t'], definition }));

describe("Weft's file", () => {
  it('goes out and comes in', () => {
    const result = importWeft(written());
    if (isRefused(result)) throw new Error(JSON.stringify(result.problems));
    expect(result).toMatchObject({ source: 'weft', name: 'N', description: 'D', tags: ['t'] });
    expect(result.definition.nodes[0]).toMatchObject({ name: 'Hook', credentials: { jwtAuth: { id: null, name: 'J' } } });
    expect(result.definition.nodes[0]?.webhookId).not.toBe('w');
    expect(result.definition).toMatchObject({ edges: definition.edges, variables: { v: '1' }, pinData: definition.pinData, settings: { executionOrder: 'v1', concurrency: 3 } });
    expect(result.definition.settings.errorWorkflowId).toBeUndefined();
    expect(result.definition.nodes[1]?.imported).toEqual({ any: 'thing' });
    expect(result.report.nodes.map(({ verdict }) => verdict)).toEqual(['native', 'placeholder']);
  });
  it.each<[string, string, Json, string?]>([
    ['another version', 'version', 2],
    ['an edge to nowhere', 'definition.edges[0].target', 'zzz', 'definition.edges[0]'],
    ['two nodes of one name', 'definition.nodes[1].name', 'Hook'],
    ['a forbidden name', 'definition.nodes[1].name', '__proto__'],
    ['a port that is none', 'definition.edges[0].sourcePort', 'main'],
    ['no definition', 'definition', null],
  ])('refuses %s', (_name, changed, to, path = changed) => {
    const value = written();
    setPath(value, changed, to);
    const result = importWeft(value);
    expect(isRefused(result) && result.problems[0]?.path).toBe(path);
  });
});
