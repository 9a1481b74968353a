// Export: untouched parts go out as they came, edited ones in n8n's shape.
import { describe, expect, it } from 'vitest';
import { jsonEqual, type JsonObject } from '~/lib/json';
import { emptyDefinition, type WorkflowDefinition, type WorkflowNode } from '~/lib/workflow';
import { exportN8n } from './n8n-export';
import { readWorkflowFile } from './read-file';

const file: JsonObject = {
  name: 'Flow',
  nodes: [
    { parameters: { values: { string: [{ name: 'a', value: 'x' }] } }, name: 'Set', type: 'n8n-nodes-base.set', typeVersion: 1, position: [10, 20], notesInFlow: true, color: '#ff0000' },
    { parameters: { channel: '#c' }, id: 's', name: 'Slack', type: 'n8n-nodes-base.slack', typeVersion: 2.2, position: [200, 20], credentials: { slackApi: { id: '7', name: 'S' } } },
  ],
  connections: { Set: { main: [[{ node: 'Slack', type: 'main', index: 0 }], null] } },
  pinData: {},
  meta: { instanceId: 'x' },
  settings: { executionOrder: 'v1', callerPolicy: 'any' },
};
function load(): { name: string; tags: string[]; description: string; definition: WorkflowDefinition } {
  const result = readWorkflowFile(JSON.stringify(file));
  if ('problems' in result || result.workflows[0] === undefined) throw new Error('refused');
  return result.workflows[0];
}
const edit = (name: string, change: Partial<WorkflowNode>) => {
  const workflow = load();
  return { ...workflow, definition: { ...workflow.definition, nodes: workflow.definition.nodes.map(node => (node.name === name ? { ...node, ...change } : node)) } };
};
const nodes = (exported: JsonObject) => exported.nodes as JsonObject[];

describe('export', () => {
  it('gives back what came in', () => expect(jsonEqual(exportN8n(load()).file, file)).toBe(true));
  it('takes name, place, notes and switch from the drawing', () => {
    const exported = exportN8n(edit('Set', { position: { x: 14, y: 6 }, notes: 'hi', disabled: true })).file;
    expect(nodes(exported)[0]).toEqual({ ...nodes(file)[0], position: [10, 6], notes: 'hi', disabled: true });
    expect(exported.connections).toEqual(file.connections);
  });
  it('follows a new name in the connections', () => {
    const exported = exportN8n(edit('Set', { name: 'Renamed' })).file;
    expect(nodes(exported)[0]).toEqual({ ...nodes(file)[0], name: 'Renamed' });
    expect(exported.connections).toEqual({ Renamed: { main: [[{ node: 'Slack', type: 'main', index: 0 }]] } });
  });
  it('writes an edited node in the newest shape and keeps what Weft does not know', () => {
    const exported = exportN8n(edit('Set', { parameters: { assignments: { assignments: [] } }, onError: 'continueErrorOutput' })).file;
    expect(nodes(exported)[0]).toMatchObject({ type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { assignments: { assignments: [] } }, notesInFlow: true, color: '#ff0000', onError: 'continueErrorOutput' });
  });
  it('writes an edited placeholder under its own type, without ids of credentials', () => {
    const exported = exportN8n(edit('Slack', { parameters: { channel: '#d' }, credentials: { slackApi: { id: 'weft-id', name: 'S' } } })).file;
    expect(nodes(exported)[1]).toMatchObject({ type: 'n8n-nodes-base.slack', typeVersion: 2.2, parameters: { channel: '#d' }, credentials: { slackApi: { id: '', name: 'S' } } });
    expect(JSON.stringify(exported)).not.toContain('weft-id');
  });
  it('leaves out removed nodes and edges', () => {
    const workflow = load();
    const exported = exportN8n({ ...workflow, definition: { ...workflow.definition, nodes: workflow.definition.nodes.slice(0, 1), edges: [] } }).file;
    expect(nodes(exported)).toHaveLength(1);
    expect(exported.connections).toEqual({});
  });
  it('takes name, tags, settings and pinned data from the workflow', () => {
    const workflow = load();
    const exported = exportN8n({ ...workflow, name: 'New', tags: ['t'], description: 'd', definition: { ...workflow.definition, settings: { ...workflow.definition.settings, timezone: 'UTC', concurrency: 2 }, pinData: { Set: [{ json: {} }] } } });
    expect(exported.file).toMatchObject({ name: 'New', tags: [{ name: 't' }], description: 'd', settings: { executionOrder: 'v1', callerPolicy: 'any', timezone: 'UTC' }, pinData: { Set: [{ json: {} }] }, meta: { instanceId: 'x' } });
    expect(exported.file.settings).not.toHaveProperty('concurrency');
    expect(exported.warnings).toHaveLength(1);
  });
  it('writes a workflow that was made in Weft, and reads it back', () => {
    const base = { typeVersion: 2.1, position: { x: 0, y: 0 } };
    const definition: WorkflowDefinition = {
      ...emptyDefinition(),
      nodes: [
        { ...base, id: 'a', name: 'Hook', type: 'webhook', parameters: { path: 'x', multipleMethods: true, httpMethods: ['GET', 'PUT'] }, webhookId: 'w' },
        { ...base, id: 'b', name: 'Get', type: 'httpRequest', typeVersion: 4.2, parameters: { url: 'https://x', options: { response: { response: { splitArrays: false } } } }, retryOnFail: true, maxTries: 4 },
        { ...base, id: 'c', name: 'Route', type: 'switch', typeVersion: 3.2, parameters: { fixedOutputs: 4, rules: { values: [] } } },
      ],
      edges: [{ id: 'e', source: 'a', sourcePort: 'main:1', target: 'b', targetPort: 'main:0' }],
    };
    const { file: exported, warnings } = exportN8n({ name: 'Mine', definition });
    expect(nodes(exported)[0]).toMatchObject({ type: 'n8n-nodes-base.webhook', parameters: { path: 'x', multipleMethods: true, httpMethod: ['GET', 'PUT'] }, webhookId: 'w' });
    expect(nodes(exported)[1]).toMatchObject({ retryOnFail: true, maxTries: 4, parameters: { options: { response: { response: {} } } } });
    expect(exported.connections).toEqual({ Hook: { main: [[], [{ node: 'Get', type: 'main', index: 0 }]] } });
    expect(warnings).toEqual([expect.stringContaining('"Get"'), expect.stringContaining('"Route"')]);
    const again = readWorkflowFile(JSON.stringify(exported));
    expect('workflows' in again && again.workflows[0]?.definition.nodes.map(({ type }) => type)).toEqual(['webhook', 'httpRequest', 'switch']);
    expect('workflows' in again && again.workflows[0]?.definition.nodes[0]?.parameters).toEqual({ path: 'x', multipleMethods: true, httpMethods: ['GET', 'PUT'] });
  });
  it('keeps what n8n has no place for under meta.weft, says so, and reads it back', () => {
    const retry = { tries: 4, wait: 2000, factor: 2, maxWait: 60_000 };
    const workflow = edit('Set', { retryOnFail: true, retry });
    workflow.definition.variables = { region: 'eu' };
    const { file: exported, warnings } = exportN8n(workflow);
    expect(exported.meta).toEqual({ instanceId: 'x', weft: { retry: { Set: retry }, variables: { region: 'eu' } } });
    expect(warnings).toEqual(['"Set": n8n does not know growing waits between tries; it tries again as its own keys say.', 'n8n does not read the variables of the workflow.']);
    const again = readWorkflowFile(JSON.stringify(exported));
    if ('problems' in again) throw new Error('refused');
    expect(again.workflows[0]?.definition.nodes[0]).toMatchObject({ name: 'Set', retryOnFail: true, retry });
    expect(again.workflows[0]?.definition.variables).toEqual({ region: 'eu' });
    expect(exportN8n({ ...workflow, definition: { ...workflow.definition, variables: {}, nodes: workflow.definition.nodes.map(({ retry: _rule, ...node }) => node) } }).file.meta).toEqual({ instanceId: 'x' });
  });
  it('keeps what is left to check of a replaced node', () => {
    const workflow = edit('Slack', { type: 'httpRequest', typeVersion: 4.2, parameters: { url: 'https://slack.com' }, todo: ['Choose a credential for Slack.'] });
    const { file: exported, warnings } = exportN8n(workflow);
    expect(warnings).toEqual([]);
    expect(exported.meta).toEqual({ instanceId: 'x', weft: { todo: { Slack: ['Choose a credential for Slack.'] } } });
    const again = readWorkflowFile(JSON.stringify(exported));
    if ('problems' in again) throw new Error('refused');
    expect(again.workflows[0]?.definition.nodes[1]).toMatchObject({ type: 'httpRequest', todo: ['Choose a credential for Slack.'] });
  });
});
