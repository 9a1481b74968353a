// The agent with a model on loopback: tools, both protocols, errors, limits, and a crash in the middle.
import { afterEach, describe, expect, it } from 'vitest';
import type { StepRecord } from '~/engine/execution';
import type { Json, JsonObject } from '~/lib/json';
import { flow, type Run, runFlow } from '../ai/testing/run-workflow';
import { type ModelServer, type Said, startModel } from '../ai/testing/model-server';
import { foldAgent } from './versions';

let server: ModelServer;
afterEach(() => server.close());

const workflow = (tools: Parameters<typeof flow>[0] = {}, parameters: JsonObject = {}, model = 'lmChatOpenAi', version?: number) => flow({
  Start: { type: 'manualTrigger' },
  Agent: { type: 'agent', parameters, ...(version ? { typeVersion: version } : {}) },
  Model: { type: model, parameters: { model: 'test-model', options: { temperature: 0.2 } } },
  ...tools,
}, ['Start>Agent', 'Model>ai_languageModel:Agent', ...Object.keys(tools).map(name => `${name}>ai_tool:Agent`)]);

async function talk(said: Said[], definition = workflow(), run: Run = {}) {
  server = await startModel(said);
  return runFlow(definition, { items: [{ chatInput: 'Hello' }], credentials: { openAiApi: { apiKey: 'sk-test', url: server.url }, anthropicApi: { apiKey: 'an-test', url: server.url } }, ...run });
}
const messagesOf = (n: number): Json[] => server.asked()[n]?.messages as Json[];
const calculator = { type: 'toolCalculator' };
const code = { type: 'set', parameters: {} };

describe('the agent', () => {
  it('answers the chat message', async () => {
    const { json, order, outcome } = await talk(['Hi there']);
    expect(outcome).toMatchObject({ status: 'success', lastNode: 'Agent' });
    expect(json('Agent')).toEqual([{ output: 'Hi there' }]);
    expect(order).toEqual(['Start', 'Agent', 'Model']);
    expect(server.asked()).toEqual([{ model: 'test-model', temperature: 0.2, messages: [{ role: 'user', content: 'Hello' }] }]);
    expect(server.requests[0]).toMatchObject({ url: '/chat/completions', headers: { authorization: 'Bearer sk-test' } });
  });

  it.each(['lmChatOpenAi', 'lmChatAnthropic'])('uses two tools at once and again, over %s', async model => {
    const definition = workflow({ Calculator: calculator, Note: { type: 'toolThink', typeVersion: 1.1 } }, { promptType: 'define', text: '=What about {{ $json.n }}?', options: { returnIntermediateSteps: true, systemMessage: 'Be exact' } }, model);
    const { json, order, stepsOf } = await talk([
      { text: 'Let me see', calls: [{ name: 'Calculator', arguments: { input: '2 * (3 + 4)' } }, { name: 'Note', arguments: { thought: 'hm' } }] },
      { calls: [{ name: 'Calculator', arguments: { input: '14 / 0' } }] },
      'It is 14',
    ], definition, { items: [{ n: 7 }] });
    expect(order).toEqual(['Start', 'Agent', 'Model', 'Calculator', 'Note', 'Model', 'Calculator', 'Model']);
    expect(json('Agent')).toMatchObject([{ output: 'It is 14', intermediateSteps: [
      { action: { tool: 'Calculator', toolInput: { input: '2 * (3 + 4)' } }, observation: '[{"response":"14"}]' }, { action: { tool: 'Note' }, observation: '[{"response":"hm"}]' }, { observation: '[{"error":"The result is not a number"}]' },
    ] }]);
    expect(stepsOf('Calculator').map(step => [step.runIndex, step.status])).toEqual([[0, 'success'], [1, 'failed']]);
    const asked = server.asked();
    if (model === 'lmChatOpenAi') {
      expect(asked[0]?.tools).toMatchObject([{ function: { name: 'Calculator' } }, { function: { name: 'Note' } }]);
      expect(messagesOf(1).slice(1)).toEqual([
        { role: 'user', content: 'What about 7?' },
        { role: 'assistant', content: 'Let me see', tool_calls: [{ id: 'call-1-0', type: 'function', function: { name: 'Calculator', arguments: '{"input":"2 * (3 + 4)"}' } }, { id: 'call-1-1', type: 'function', function: { name: 'Note', arguments: '{"thought":"hm"}' } }] },
        { role: 'tool', tool_call_id: 'call-1-0', content: '[{"response":"14"}]' }, { role: 'tool', tool_call_id: 'call-1-1', content: '[{"response":"hm"}]' },
      ]);
    } else {
      expect(server.requests[0]).toMatchObject({ url: '/v1/messages', headers: { 'x-api-key': 'an-test', 'anthropic-version': '2023-06-01' } });
      expect(asked[0]).toMatchObject({ system: 'Be exact', max_tokens: 4096, tools: [{ name: 'Calculator', input_schema: { type: 'object' } }, { name: 'Note' }] });
      expect(messagesOf(1).slice(1)).toEqual([
        { role: 'assistant', content: [{ type: 'text', text: 'Let me see' }, { type: 'tool_use', id: 'call-1-0', name: 'Calculator', input: { input: '2 * (3 + 4)' } }, { type: 'tool_use', id: 'call-1-1', name: 'Note', input: { thought: 'hm' } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call-1-0', content: '[{"response":"14"}]' }, { type: 'tool_result', tool_use_id: 'call-1-1', content: '[{"response":"hm"}]' }] },
      ]);
    }
  });

  it('gives the arguments of the model to $fromAI of a node used as a tool', async () => {
    const asSet = { type: 'setTool', typeVersion: 3.4, parameters: { toolDescription: 'Sets a city', descriptionType: 'manual', assignments: { assignments: [{ id: '1', name: 'city', type: 'string', value: "={{ $fromAI('city', 'Name of the city') }} of {{ $json.chatInput }}" }] } } };
    const { json, stepsOf } = await talk([{ calls: [{ name: 'Set_the_city', arguments: { city: 'Rome' } }] }, 'done'], workflow({ 'Set the city': asSet }));
    expect(json('Agent')).toEqual([{ output: 'done' }]);
    expect(stepsOf('Set the city')[0]?.outputs?.[0]?.[0]?.json).toEqual({ city: 'Rome of Hello' });
    expect(server.asked()[0]?.tools).toEqual([{ type: 'function', function: { name: 'Set_the_city', description: 'Sets a city', parameters: { type: 'object', properties: { city: { type: 'string', description: 'Name of the city' } }, required: ['city'], additionalProperties: false } } }]);
  });

  it('answers each item, and puts what failed beside what did not', async () => {
    const definition = workflow();
    (definition.nodes[1] as { onError?: string }).onError = 'continueRegularOutput';
    const { json } = await talk(['one', { status: 400, body: { error: { message: 'too long' } } }, 'three'], definition, { items: [{ chatInput: '1' }, { chatInput: '2' }, { chatInput: '3' }] });
    expect(json('Agent')).toEqual([{ output: 'one' }, { error: 'too long (400)' }, { output: 'three' }]);
  });

  it('tries again when the service is busy, and fails in its words', async () => {
    expect((await talk([{ status: 429, headers: { 'retry-after': '0' }, body: { error: { message: 'slow down' } } }, 'fine'])).json('Agent')).toEqual([{ output: 'fine' }]);
    await server.close();
    const { outcome, stepsOf } = await talk([{ status: 429, headers: { 'retry-after': '60' }, body: { error: { message: 'slow down' } } }]);
    expect(outcome).toMatchObject({ status: 'error', error: { node: 'Agent', message: 'slow down (429)', retryable: true, item: 0 } });
    expect(stepsOf('Model')[0]).toMatchObject({ status: 'failed', error: { retryable: true } });
  });

  it('turns to the second model when the first fails', async () => {
    server = await startModel((_body, n) => (n === 0 ? { status: 500, body: {} } : 'from the second'));
    const definition = workflow({}, { needsFallback: true });
    (definition.nodes[2] as { parameters: JsonObject }).parameters = { model: 'first', options: { maxRetries: 0 } };
    definition.nodes.push({ ...(definition.nodes[2] as (typeof definition.nodes)[0]), id: 'second', name: 'Second', parameters: { model: 'second' } });
    definition.edges.push({ id: 'f', source: 'second', sourcePort: 'ai_languageModel:0', target: 'n1', targetPort: 'ai_languageModel:1' });
    const { json } = await runFlow(definition, { items: [{ chatInput: 'x' }], credentials: { openAiApi: { apiKey: 'k', url: server.url } } });
    expect(json('Agent')).toEqual([{ output: 'from the second' }]);
    expect(server.asked().map(body => body.model)).toEqual(['first', 'second']);
  });

  it('stops after its most rounds', async () => {
    const forever = Array.from({ length: 5 }, (): Said => ({ calls: [{ name: 'Calculator', arguments: { input: '1' } }] }));
    expect((await talk(forever, workflow({ Calculator: calculator }, { options: { maxIterations: 2 } }))).outcome).toMatchObject({ status: 'error', error: { message: expect.stringContaining('Max iterations (2)') } });
    expect(server.requests.length).toBe(2);
    await server.close();
    expect((await talk(forever, workflow({ Calculator: calculator }, { options: { maxIterations: 1 } }, 'lmChatOpenAi', 1.7))).json('Agent')).toEqual([{ output: 'Agent stopped due to max iterations.' }]);
  });

  it.each<[string, Parameters<typeof talk>, string]>([
    ['no prompt', [[], undefined, { items: [{}] }], 'There is no prompt'],
    ['tools of one name', [[], workflow({ 'a b': calculator, 'a_b': code as never, 'a-b': { type: 'toolThink', typeVersion: 1 }, 'a.b': { type: 'toolThink', typeVersion: 1 } })], 'Two tools have the name'],
    ['no model', [[], flow({ Start: { type: 'manualTrigger' }, Agent: { type: 'agent' } }, ['Start>Agent'])], 'No model is connected'],
  ])('says what is missing: %s', async (_what, args, message) => expect((await talk(...args)).outcome).toMatchObject({ status: 'error', error: { message: expect.stringContaining(message) } }));

  it('reads older files', () => {
    expect(foldAgent({ agent: 'conversationalAgent' }, 1)).toEqual({ typeVersion: 1.6, parameters: { agent: 'conversationalAgent', promptType: 'define', text: '={{ $json.input }}' } });
    expect(foldAgent({ text: 'x' }, 1.7)).toEqual({ typeVersion: 1.7, parameters: { text: 'x' } });
  });
});

describe('an agent as a tool of another', () => {
  it('is asked, uses its own tools, and answers', async () => {
    const definition = flow({
      Start: { type: 'manualTrigger' }, Agent: { type: 'agent' }, Model: { type: 'lmChatOpenAi', parameters: { model: 'm' } },
      Helper: { type: 'agentTool', parameters: { toolDescription: 'Knows sums', text: "=Work out {{ $fromAI('question') }} for {{ $json.chatInput }}" } }, Calculator: calculator,
    }, ['Start>Agent', 'Model>ai_languageModel:Agent', 'Helper>ai_tool:Agent', 'Model>ai_languageModel:Helper', 'Calculator>ai_tool:Helper']);
    const { json, order } = await talk([{ calls: [{ name: 'Helper', arguments: { question: '6*7' } }] }, { calls: [{ name: 'Calculator', arguments: { input: '6*7' } }] }, 'it is 42', 'The helper says 42'], definition);
    expect(json('Agent')).toEqual([{ output: 'The helper says 42' }]);
    expect(order).toEqual(['Start', 'Agent', 'Model', 'Helper', 'Model', 'Calculator', 'Model', 'Model']);
    expect(messagesOf(1)).toEqual([{ role: 'user', content: 'Work out 6*7 for Hello' }]);
    expect(messagesOf(3).at(-1)).toMatchObject({ role: 'tool', content: '[{"output":"it is 42"}]' });
  });
});

describe('an agent that was cut off', () => {
  const script: Said[] = [{ calls: [{ name: 'Pay', arguments: { query: 'ten' } }] }, { calls: [{ name: 'Calculator', arguments: { input: '1+1' } }] }, 'paid'];
  const definition = workflow({ Pay: { type: 'toolWorkflow', typeVersion: 1.3, parameters: { name: 'Pay', workflowId: 'w2' } }, Calculator: calculator });

  it('goes on without paying twice, wherever it stopped', async () => {
    // What calls a workflow knows a repeated call by its key.
    const keys = new Set<string>();
    let calls = 0;
    const tools: Run['tools'] = { workflow: async ({ key }) => { keys.add(key); calls++; return [{ json: { response: 'paid 1' } }]; } };
    const whole = await talk(script, definition, { tools });
    expect([whole.json('Agent'), calls]).toEqual([[{ output: 'paid' }], 1]);
    for (let cut = 1; cut <= whole.host.records.length; cut++) {
      const recorded = JSON.parse(JSON.stringify([...new Map(whole.host.records.slice(0, cut).filter(step => step.node !== 'Agent' || step.status !== 'running').map(step => [step.id, step])).values()])) as StepRecord[];
      const paying = recorded.find(step => step.node === 'Pay');
      const answered = recorded.filter(step => step.node === 'Model' && step.status === 'success').length;
      await server.close();
      calls = 0;
      const again = await talk(script.slice(answered), definition, { tools, recorded });
      expect(again.outcome.status).toBe('success');
      expect([calls, keys.size], `cut at ${cut}`).toEqual([paying?.status === 'success' ? 0 : 1, 1]);
    }
  });

  it('is not asked again because its prompt holds the time', async () => {
    const timed = workflow({ Pay: { type: 'toolWorkflow', typeVersion: 1.3, parameters: { name: 'Pay', workflowId: 'w2' } } }, { options: { systemMessage: '=It is {{ $now.toMillis() }}' } });
    let calls = 0;
    const tools: Run['tools'] = { workflow: async () => { calls++; return [{ json: { response: 'paid' } }]; } };
    const whole = await talk([script[0] as Said, 'done'], timed, { tools, host: { now: () => 1_700_000_000_000 } });
    const recorded = JSON.parse(JSON.stringify(whole.steps.filter(step => ['Start', 'Pay'].includes(step.node) || (step.node === 'Model' && step.runIndex === 0)))) as StepRecord[];
    await server.close();
    const again = await talk(['done later'], timed, { tools, recorded, host: { now: () => 1_700_000_999_000 } });
    expect([again.json('Agent'), again.order, calls]).toEqual([[{ output: 'done later' }], ['Agent', 'Model'], 1]);
  });
});
