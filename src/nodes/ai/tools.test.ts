// Tool nodes: what the model is told of them, and what they answer.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import type { NodeDefinition, Tools } from '../contract';
import { definitions, findDefinition } from '../definitions';
import { findRun } from '../runs';
import { jsonOf, outputsOf, testContext } from '../testing';
import { shown } from './toolbox';
import { nameInKit, toolName } from './tool-schema';

const specOf = (type: string, raw: JsonObject, version: number, name = 'My tool') => {
  const definition = findDefinition(type) as NodeDefinition;
  return definition.tool?.({ node: { id: 'n', name, type, typeVersion: version }, raw, asked: [{ key: 'city', description: '', type: 'string', required: true }], parameter: key => raw[key] ?? (definition.parameters[key] as { default?: unknown } | undefined)?.default });
};
async function answerOf(type: string, given: JsonObject, parameters: JsonObject = {}, typeVersion = 1, tools: Partial<Tools> = {}) {
  const definition = findDefinition(type) as NodeDefinition;
  const output = await findRun(type)?.(testContext(definition, { parameters, typeVersion, tools, items: [given], call: { type: 'ai_tool', input: { arguments: given } } }) as never);
  return output ? jsonOf(outputsOf(output)[0]) : null;
}

describe('what a model is told', () => {
  it('names tools by their parameter in older versions and by their node in newer ones', () => {
    expect(specOf('toolWorkflow', { name: 'pay', description: 'Pays' }, 1.3)).toEqual({ name: 'pay', description: 'Pays', schema: { type: 'object', properties: { input: { type: 'string', description: 'What the workflow is asked' } }, required: [], additionalProperties: false }, answers: 'item' });
    expect(specOf('toolWorkflow', { description: 'Pays', workflowInputs: { value: {} } }, 2.2)).toMatchObject({ name: 'My_tool', schema: { properties: { city: { type: 'string' } } } });
    expect(toolName('Änderung / höher!')).toBe('A_nderung_ho_her');
    expect([nameInKit('My server', 'find'), nameInKit('n'.repeat(80), 'find'), nameInKit('x', 't'.repeat(80))]).toEqual(['My_server_find', `${'n'.repeat(60)}find`, 't'.repeat(64)]);
  });
  it('takes schemas and examples', () => {
    expect(specOf('toolCode', { specifyInputSchema: true, jsonSchemaExample: '{"a":[{"b":1}],"c":null}' }, 1.2)?.schema).toEqual({ type: 'object', properties: { a: { type: 'array', items: { type: 'object', properties: { b: { type: 'number' } } } }, c: {} } });
    expect(specOf('toolCode', { specifyInputSchema: true, schemaType: 'manual', inputSchema: '{"type":"object"}' }, 1.2)?.schema).toEqual({ type: 'object' });
    expect(() => specOf('toolCode', { specifyInputSchema: true, schemaType: 'manual', inputSchema: '{' }, 1.2)).toThrow('not valid JSON');
  });
  it('makes tools of nodes with one way in and one out', () => {
    expect(specOf('httpRequestTool', { toolDescription: 'Gets it' }, 4.2)).toMatchObject({ name: 'My_tool', description: 'Gets it', schema: { required: ['city'] } });
    expect(specOf('cryptoTool', {}, 1)?.description).toBe(`My tool: ${definitions.crypto.description}`);
    for (const type of ['ifTool', 'webhookTool', 'stickyNoteTool', 'mergeTool', 'nopeTool', 'Tool']) expect(findDefinition(type), type).toBeUndefined();
  });
  it('shows answers as text', () => {
    expect(shown([{ json: { response: 'hi' } }])).toBe('hi');
    expect(shown([{ json: { a: 1 } }, { json: {} }])).toBe('[{"a":1},{}]');
    expect(shown([{ json: { response: 'hi' } }], { answers: 'items' })).toBe('[{"response":"hi"}]');
    expect(shown([{ json: { response: 'hi' } }], { answers: 'item' })).toBe('{"response":"hi"}');
    expect(shown([])).toBe('The tool gave no result');
  });
});

describe('what tools answer', () => {
  it('calls workflows with the query, or with mapped values', async () => {
    const seen: unknown[] = [];
    const tools: Partial<Tools> = { workflow: async call => { seen.push(call); return [{ json: { response: { ok: true }, more: 1 } }]; } };
    expect(await answerOf('toolWorkflow', { query: 'q' }, { workflowId: 'w', fields: { values: [{ name: 'n', type: 'numberValue', numberValue: '4' }, { name: 'o', type: 'objectValue', objectValue: '{"a":1}' }] } }, 1.3, tools)).toEqual([{ response: { ok: true }, more: 1 }]);
    expect(await answerOf('toolWorkflow', {}, { workflowId: 'w', workflowInputs: { value: { a: 1 } } }, 2.2, tools)).toEqual([{ response: { ok: true }, more: 1 }]);
    expect(seen).toEqual([{ workflowId: 'w', items: [{ json: { query: 'q', n: 4, o: { a: 1 } } }], wait: true, key: 'key-0' }, { workflowId: 'w', items: [{ json: { a: 1 } }], wait: true, key: 'key-0' }]);
    const two: Partial<Tools> = { workflow: async () => [{ json: { a: 1 } }, { json: { a: 2 } }] };
    expect(await Promise.all([2, 2.1].map(version => answerOf('toolWorkflow', { input: 'q' }, { workflowId: 'w' }, version, two)))).toEqual([[{ a: 1 }], [{ a: 1 }, { a: 2 }]]);
    await expect(answerOf('toolWorkflow', {}, { workflowId: 'w' }, 2.2, { workflow: async () => [] })).rejects.toThrow('did not return a response');
  });
  it('runs code with what the model gave', async () => {
    const tools: Partial<Tools> = { sandbox: async ({ code, items }) => ({ result: { output: `${items[0]?.json.query} ${code.includes('return 5')}`, returned: true }, logs: [] }) };
    expect(await answerOf('toolCode', { query: 'abc' }, { jsCode: 'return 5' }, 1.3, tools)).toEqual([{ response: 'abc true' }]);
  });
  it('looks things up in Wikipedia', async () => {
    const tools: Partial<Tools> = { http: async ({ url, query }) => ({ status: 200, statusText: '', headers: {}, url, body: new TextEncoder().encode(JSON.stringify({ query: { pages: [{ index: 2, title: 'B', extract: 'b' }, { index: 1, title: query?.find(([name]) => name === 'gsrsearch')?.[1], extract: 'a' }] } })) }) };
    expect(await answerOf('toolWikipedia', { input: 'Cats' }, {}, 1, tools)).toEqual([{ response: 'Page: Cats\nSummary: a\n\nPage: B\nSummary: b' }]);
  });
  it('do not run by themselves', async () => {
    const definition = findDefinition('toolThink') as NodeDefinition;
    expect(() => findRun('toolThink')?.(testContext(definition) as never)).toThrow('supplies a tool');
  });
});
