// Import: what is taken, what is refused (security.md 3C), what the report says.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { workflowDefinition } from '~/lib/workflow-schema';
import { exportN8n } from './n8n-export';
import { readWorkflowFile } from './read-file';
import { rewireWorkflows } from './references';
import type { ImportedWorkflow } from './report';
import { exportWeft } from './weft-format';

const node = (name: string, type = 'n8n-nodes-base.noOp', more: JsonObject = {}): JsonObject => ({ id: `id-${name.replace(/\W/g, '')}`, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...more });
const link = (target: string, index = 0): JsonObject => ({ node: target, type: 'main', index });
const file = (nodes: Json[], connections: Json = {}, more: JsonObject = {}): JsonObject => ({ name: 'Test', nodes, connections, ...more });

function read(value: Json | string, fileName?: string): ImportedWorkflow[] {
  const result = readWorkflowFile(typeof value === 'string' ? value : JSON.stringify(value), fileName);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.workflows;
}
function one(value: Json | string, fileName?: string): ImportedWorkflow {
  const [workflow] = read(value, fileName);
  if (workflow === undefined) throw new Error('no workflow');
  return workflow;
}
const problems = (value: Json | string) => {
  const result = readWorkflowFile(typeof value === 'string' ? value : JSON.stringify(value));
  return 'problems' in result ? result.problems : [];
};

describe('files that are taken', () => {
  it('plain, in a list, under a key, as a fragment, with a BOM, with escaped quotes, in a fence, in a saved execution', () => {
    const plain = file([node('A')]);
    const text = JSON.stringify(plain);
    for (const value of [text, `\uFEFF${text}`, JSON.stringify([plain]), JSON.stringify({ workflow: plain }), text.replaceAll('"', '&quot;'), `\`\`\`json\n${text}\n\`\`\`\n`, JSON.stringify({ id: 1, workflowData: plain, data: { resultData: {} } })]) expect(one(value).definition.nodes[0]?.name).toBe('A');
    expect(read([plain, { ...plain, name: 'Two' }]).map(workflow => workflow.name)).toEqual(['Test', 'Two']);
    expect(one({ nodes: [node('A')] }, 'folder/My flow.json').name).toBe('My flow');
    expect(one({ nodes: [], connections: {} }).definition.nodes).toEqual([]);
  });
  it('old and sloppy nodes', () => {
    const { definition, report } = one(file([node('A', 'n8n-nodes-base.set', { id: 'not valid!', position: [1.5, -2], continueOnFail: true }), { type: 'n8n-nodes-base.noOp' }, node('A')], { A: { main: [[link('A1')], null, [link('Gone')]] }, Ghost: { main: [[link('A')]] } }));
    expect(definition.nodes.map(({ name }) => name)).toEqual(['A', 'No operation', 'A1']);
    expect(definition.nodes[0]).toMatchObject({ position: { x: 2.1, y: -2 }, onError: 'continueRegularOutput' });
    expect(definition.nodes[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(definition.nodes.map(({ id }) => id)).size).toBe(3);
    expect(report.warnings).toHaveLength(3);
  });
  it('odd values that no workflow can hold are brought within its limits, and go out again as they came', () => {
    const value = file([
      node('Two\nlines', 'n8n-nodes-base.noOp', { position: [1e12, 0], maxTries: 5000, waitBetweenTries: -1, notes: 'x'.repeat(20_000) }),
      node('Caf\u00e9'), node('Cafe\u0301', 'n8n-nodes-base.noOp', { id: 'constructor' }), node('x'.repeat(300)),
    ], { 'Two\nlines': { main: [[link('Cafe\u0301')]] } }, { settings: { executionOrder: 'v1', timezone: 'Mars/Olympus', executionTimeout: 1e12 }, pinData: { 'Two\nlines': [{ json: {} }] } });
    const workflow = one(value);
    expect(workflow.definition.nodes[0]).toMatchObject({ name: 'Two lines', maxTries: 100, waitBetweenTries: 0 });
    expect(workflow.definition.nodes[2]?.name).toBe('Cafe\u03011');
    expect(workflow.definition.settings).toEqual({ executionOrder: 'v1', imported: { timezone: 'Mars/Olympus', executionTimeout: 1e12 } });
    expect(workflow.definition.edges).toMatchObject([{ source: 'id-Twolines', target: workflow.definition.nodes[2]?.id }]);
    expect(workflow.definition.pinData).toEqual({ 'Two lines': [{ json: {} }] });
    expect(workflowDefinition.safeParse(workflow.definition).success).toBe(true);
    const out = exportN8n(workflow).file;
    expect((out.nodes as JsonObject[])[0]).toEqual({ ...(value.nodes as JsonObject[])[0], name: 'Two lines' });
    expect(out.settings).toEqual(value.settings);
    expect(out.connections).toEqual({ 'Two lines': { main: [[link('Cafe\u03011')]] } });
  });
  it('connections to ports that cannot be are dropped with a warning', () => {
    const { definition, report } = one(file([node('A'), node('B')], { A: { main: [[{ node: 'B', type: 'main', index: 5000 }, { node: 'B', type: 'Main port', index: 0 }, link('B')]] } }));
    expect(definition.edges).toHaveLength(1);
    expect(report.warnings).toEqual([expect.stringContaining('no such port'), expect.stringContaining('no such port')]);
  });
  it('keeps a name that a later node brings along', () => {
    expect(one(file([node('A'), node('A', undefined, { id: 'x' }), node('A1')])).definition.nodes.map(({ name }) => name)).toEqual(['A', 'A2', 'A1']);
  });
});

describe('files that are refused', () => {
  it.each([
    ['I1 no JSON', 'hello', 'syntax', 1, 1],
    ['I1 cut off', '{"nodes": [\n{"name": "A"', 'syntax', 2, 13],
    ['I1 junk after the end', '{"nodes": []} x', 'syntax', 1, 15],
    ['I1 nothing', '  ', 'syntax', 1, 1],
  ])('%s, with the place', (_name, text, code, line, column) => expect(problems(text)[0]).toMatchObject({ code, line, column }));
  it.each<[string, Json, string, string]>([
    ['I5 no nodes', { connections: {} }, 'shape', ''],
    ['I5 nodes that are no list', { nodes: {} }, 'shape', 'nodes'],
    ['I5 a node that is none', file([5]), 'shape', 'nodes[0]'],
    ['I5 a node without type', file([{ name: 'A' }]), 'shape', 'nodes[0].type'],
    ['I5 parameters that are text', file([node('A', undefined, { parameters: 'x' })]), 'shape', 'nodes[0].parameters'],
    ['I5 connections that are a list', file([node('A')], []), 'shape', 'connections'],
    ['I5 an output that is text', file([node('A')], { A: { main: ['x'] } }), 'shape', 'connections["A"].main[0]'],
    ['I5 a target without node', file([node('A')], { A: { main: [[{}]] } }), 'shape', 'connections["A"].main[0]'],
    ['I4 a node named __proto__', file([node('__proto__')]), 'forbidden_key', 'nodes[0].name'],
    ['I4 a node named constructor', file([node('constructor')]), 'forbidden_key', 'nodes[0].name'],
    ['I6 too many nodes', file(Array.from({ length: 5001 }, (_, n) => node(`N${n}`))), 'too_large', 'nodes'],
  ])('%s', (_name, value, code, path) => expect(problems(value)[0]).toMatchObject({ code, path }));
  it('I4 a key named __proto__ anywhere', () => {
    expect(problems('{"nodes":[{"name":"A","type":"x","parameters":{"a":{"__proto__":{"polluted":1}}}}],"connections":{}}')[0]).toMatchObject({ code: 'forbidden_key', path: 'nodes[0].parameters.a.__proto__' });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
  it('I6 nesting without end, and size', () => {
    expect(problems(`{"nodes":[],"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)[0]).toMatchObject({ code: 'too_deep' });
    expect(problems(`"${'x'.repeat(20_000_001)}"`)[0]).toMatchObject({ code: 'too_large' });
  });
  it('as a whole, when one of several is bad', () => expect(problems([file([node('A')]), { nodes: 5 }])[0]).toMatchObject({ path: '[1].nodes' }));
});

describe('what an import does not take over', () => {
  const workflow = one(file([node('Hook', 'n8n-nodes-base.webhook', { webhookId: 'secret-token', credentials: { httpHeaderAuth: { id: 'cred-1', name: 'Key' }, old: 'By name' } })], {}, { id: 'abc', active: true, orgId: 'other', settings: { errorWorkflow: 'err', timezone: 'Europe/Berlin', callerPolicy: 'any' }, tags: [{ id: '1', name: 'x' }, 'y'] }));
  it('I3 ids of credentials', () => {
    expect(workflow.definition.nodes[0]?.credentials).toEqual({ httpHeaderAuth: { id: null, name: 'Key' }, old: { id: null, name: 'By name' } });
    expect(workflow.report.credentials).toEqual([{ node: 'Hook', type: 'httpHeaderAuth', name: 'Key' }, { node: 'Hook', type: 'old', name: 'By name' }]);
  });
  it('I7 activity, tokens, owners', () => {
    expect(workflow.definition.nodes[0]?.webhookId).toMatch(/^[0-9a-f-]{36}$/);
    expect(Object.keys(workflow)).not.toContain('active');
    expect(workflow).toMatchObject({ sourceId: 'abc', tags: ['x', 'y'] });
    expect(workflow.definition.settings).toEqual({ executionOrder: 'v0', timezone: 'Europe/Berlin', imported: { errorWorkflow: 'err', callerPolicy: 'any' } });
    expect(workflow.report.workflowReferences).toEqual([{ node: null, workflowId: 'err' }]);
  });
  it('I9 and an export does not give away', () => {
    const text = JSON.stringify(exportWeft({ ...workflow, definition: { ...workflow.definition, nodes: workflow.definition.nodes.map(item => ({ ...item, credentials: { httpHeaderAuth: { id: 'weft-credential', name: 'Key' } }, webhookId: 'weft-hook' })) } }));
    expect(text).not.toContain('weft-credential');
    expect(text).not.toContain('weft-hook');
  });
});

describe('nodes', () => {
  const verdict = (type: string, typeVersion = 1, parameters: JsonObject = {}) => {
    const { definition, report } = one(file([node('N', type, { typeVersion, parameters })]));
    return { ...report.nodes[0], node: definition.nodes[0] };
  };
  it('I2 unknown ones are placeholders that keep everything', () => {
    expect(verdict('n8n-nodes-base.slack', 2.1, { text: 'x' })).toMatchObject({ verdict: 'http', reason: 'it is kept, and fails when it runs. Open the step: it can be replaced by an HTTP request to Slack.', type: 'n8n-nodes-base.slack', node: { type: 'n8n-nodes-base.slack', typeVersion: 2.1, parameters: { text: 'x' } } });
    expect(verdict('n8n-nodes-base.unheardOf', 2.1, { text: 'x' })).toMatchObject({ verdict: 'placeholder', node: { type: 'n8n-nodes-base.unheardOf', parameters: { text: 'x' } } });
  });
  it('known ones are native, older ones folded, newer ones take the nearest version', () => {
    expect(verdict('n8n-nodes-base.set', 3.4)).toMatchObject({ verdict: 'native', node: { typeVersion: 3.4 } });
    expect(verdict('n8n-nodes-base.set', 1)).toMatchObject({ verdict: 'folded', node: { typeVersion: 3.4 } });
    expect(verdict('n8n-nodes-base.set', 9)).toMatchObject({ verdict: 'folded', reason: expect.stringContaining('version 9 is not known'), node: { typeVersion: 3.4 } });
    expect(verdict('n8n-nodes-base.limit', 0.5)).toMatchObject({ node: { typeVersion: 1 } });
  });
  it.each<[string, JsonObject, string, JsonObject]>([
    ['function', { functionCode: 'return items;' }, 'code', { jsCode: 'return items;' }],
    ['start', {}, 'manualTrigger', {}],
    ['interval', { interval: 120 }, 'scheduleTrigger', { rule: { interval: [{ field: 'minutes', minutesInterval: 2 }] } }],
    ['interval', { interval: 36, unit: 'hours' }, 'scheduleTrigger', { rule: { interval: [{ field: 'hours', hoursInterval: 36 }] } }],
    ['cron', {}, 'scheduleTrigger', { rule: { interval: [] } }],
    ['cron', { triggerTimes: { item: [{}, { mode: 'everyWeek', weekday: '5', hour: 8 }, { mode: 'everyX', value: 3, unit: 'minutes' }, { mode: 'custom', cronExpression: '0 0 1 * * *' }] } }, 'scheduleTrigger', { rule: { interval: [{ field: 'days', triggerAtHour: 14, triggerAtMinute: 0 }, { field: 'weeks', triggerAtDay: [5], triggerAtHour: 8, triggerAtMinute: 0 }, { field: 'minutes', minutesInterval: 3 }, { field: 'cronExpression', expression: '0 0 1 * * *' }] } }],
    ['itemLists', { fieldToSplitOut: 'a', include: 'selectedOtherFields', fieldsToInclude: { fields: [{ fieldName: 'b' }, { fieldName: 'c' }] } }, 'splitOut', { fieldToSplitOut: 'a', include: 'selectedOtherFields', fieldsToInclude: 'b, c' }],
    ['itemLists', { operation: 'aggregateItems', fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: 'a' }] } }, 'aggregate', { fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: 'a' }] } }],
    ['itemLists', { operation: 'limit', maxItems: 3 }, 'limit', { maxItems: 3 }],
    ['itemLists', { operation: 'removeDuplicates', compare: 'selectedFields', fieldsToCompare: { fields: [{ fieldName: 'a' }] } }, 'removeDuplicates', { compare: 'selectedFields', fieldsToCompare: 'a' }],
    ['htmlExtract', { extractionValues: { values: [] } }, 'html', { operation: 'extractHtmlContent', extractionValues: { values: [] } }],
    ['spreadsheetFile', {}, 'extractFromFile', { operation: 'autodetect' }],
    ['spreadsheetFile', { operation: 'toFile', fileFormat: 'csv' }, 'convertToFile', { operation: 'csv', options: { fileName: 'spreadsheet.csv' } }],
    ['spreadsheetFile', { operation: 'toFile' }, 'convertToFile', { operation: 'xls' }],
    ['readPDF', { encrypted: true, password: 'p' }, 'extractFromFile', { operation: 'pdf', options: { password: 'p', keepSource: 'binary' } }],
  ])('%s %j runs as %s', (type, parameters, wanted, folded) => expect(verdict(`n8n-nodes-base.${type}`, 1, parameters)).toMatchObject({ verdict: 'folded', node: { type: wanted, parameters: folded } }));
  it.each<[string, JsonObject]>([
    ['itemLists', { operation: 'unheardOf' }],
  ])('%s %j stays a placeholder', (type, parameters) => expect(verdict(`n8n-nodes-base.${type}`, 1, parameters)).toMatchObject({ verdict: 'placeholder' }));
  it('nodes left out on purpose say why, and Weft itself needs no credential', () => {
    expect(verdict('n8n-nodes-base.executeCommand').reason).toContain('runs no commands');
    const { definition, report } = one(file([{ ...node('Self', 'n8n-nodes-base.n8n'), credentials: { n8nApi: { id: '1', name: 'Key' } } } as never]));
    expect(report.credentials).toEqual([]);
    expect(definition.nodes[0]?.credentials).toBeUndefined();
  });
  it('functionItem keeps line numbers', () => {
    const { node: made } = verdict('n8n-nodes-base.functionItem', 1, { functionCode: 'item.a = 1;\nreturn item;' });
    expect(String(made?.parameters.jsCode).split('\n')).toHaveLength(3);
    expect(made?.parameters.mode).toBe('runOnceForEachItem');
  });
  it('old loops get their outputs the right way round, and give them back', () => {
    const value = file([node('L', 'n8n-nodes-base.splitInBatches', { typeVersion: 2 }), node('Body'), node('After')], { L: { main: [[link('Body')], [link('After')]] }, Body: { main: [[link('L')]] } });
    const workflow = one(value);
    const names = new Map(workflow.definition.nodes.map(({ id, name }) => [id, name]));
    expect(workflow.definition.nodes[0]).toMatchObject({ typeVersion: 3, parameters: { batchSize: 10 } });
    expect(workflow.definition.edges.map(edge => [edge.sourcePort, names.get(edge.target)])).toEqual([['main:1', 'Body'], ['main:0', 'After'], ['main:0', 'L']]);
    expect(exportN8n(workflow).file).toEqual(value);
    const edited = { ...workflow, definition: { ...workflow.definition, nodes: workflow.definition.nodes.map(item => (item.name === 'L' ? { ...item, parameters: { batchSize: 2 } } : item)) } };
    expect(exportN8n(edited).file.connections).toEqual({ L: { main: [[link('After')], [link('Body')]] }, Body: { main: [[link('L')]] } });
  });
});

describe('references', () => {
  it('are pointed at what came in with them', () => {
    const [caller, called] = read([
      file([node('Call', 'n8n-nodes-base.executeWorkflow', { typeVersion: 1.2, parameters: { workflowId: { __rl: true, mode: 'list', value: 'old2', cachedResultName: 'Two' } } })], {}, { id: 'old1', settings: { errorWorkflow: 'old2' } }),
      file([node('A')], {}, { id: 'old2' }),
    ]);
    expect(caller?.report.workflowReferences).toEqual([{ node: 'Call', workflowId: 'old2', name: 'Two' }, { node: null, workflowId: 'old2' }]);
    const wired = rewireWorkflows(caller?.definition as ImportedWorkflow['definition'], new Map([[called?.sourceId ?? '', 'new2']]));
    expect(wired.nodes[0]?.parameters.workflowId).toMatchObject({ value: 'new2', cachedResultName: 'Two' });
    expect(wired.settings.errorWorkflowId).toBe('new2');
    expect(caller?.definition.nodes[0]?.parameters.workflowId).toMatchObject({ value: 'old2' });
  });
});
