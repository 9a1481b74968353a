// Models that are heard while they speak: every word once, and the same answer in the record as without a listener.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { type Said, startModel } from '../ai/testing/model-server';
import { flow, runFlow } from '../ai/testing/run-workflow';
import { OPENAI_STREAM, wholeAnswer } from './streams';

const response = (text: string) => ({ status: 200, statusText: '', headers: {}, url: 'https://x.test', body: new TextEncoder().encode(text) });

async function talk(model: 'lmChatOpenAi' | 'lmChatAnthropic', script: Said[], parameters: JsonObject = {}) {
  const server = await startModel(script);
  const heard: string[] = [];
  const definition = flow({
    Start: { type: 'manualTrigger' }, Agent: { type: 'agent', parameters: { promptType: 'define', text: 'x', ...parameters } }, Model: { type: model, parameters: { model: 'm' } }, Calculator: { type: 'toolCalculator' },
    Helper: { type: 'agentTool', parameters: { toolDescription: 'd', text: 'y' } },
  }, ['Start>Agent', 'Model>ai_languageModel:Agent', 'Calculator>ai_tool:Agent', 'Helper>ai_tool:Agent', 'Model>ai_languageModel:Helper']);
  const { json, stepsOf } = await runFlow(definition, { credentials: { openAiApi: { apiKey: 'k', url: server.url }, anthropicApi: { apiKey: 'k', url: server.url } }, tools: { say: text => void heard.push(text) } });
  await server.close();
  return { output: json('Agent'), heard, steps: stepsOf('Model'), asked: server.asked() };
}

describe.each(['lmChatOpenAi', 'lmChatAnthropic'] as const)('%s, heard while it speaks', model => {
  it('is put together to what it said at once', async () => {
    const { output, heard, steps, asked } = await talk(model, [{ text: 'Let me see', calls: [{ name: 'Calculator', arguments: { input: '6*7' } }, { name: 'Calculator', arguments: { input: '1' } }] }, 'It is 42, größer']);
    expect(output).toEqual([{ output: 'It is 42, größer' }]);
    expect(heard).toEqual(['Let', ' me', ' see', 'It', ' is', ' 42,', ' größer']);
    expect(asked.map(body => body.stream)).toEqual([true, true]);
    expect(steps[0]?.outputs?.[0]?.[0]?.json).toMatchObject({ message: { content: 'Let me see', toolCalls: [{ name: 'Calculator', arguments: { input: '6*7' } }, { arguments: { input: '1' } }] }, usage: { inputTokens: 3, outputTokens: 5 } });
  });
  it('is not heard when an agent asks it for another one, or when nobody wants to', async () => {
    const asking: Said[] = [{ calls: [{ name: 'Helper', arguments: {} }] }, 'inner words', 'outer words'];
    expect((await talk(model, asking)).heard.join('')).toBe('outer words');
    expect((await talk(model, asking, { options: { enableStreaming: false } })).heard).toEqual([]);
  });
  it('fails in the words of the service', async () => {
    const { heard, steps } = await talk(model, [{ status: 400, body: { error: { message: 'too long' } } }]);
    expect([heard, steps[0]?.error?.message]).toEqual([[], 'too long (400)']);
  });
});

describe('streams', () => {
  it('may be no streams, or end with an error', () => {
    expect(wholeAnswer(OPENAI_STREAM, response('{"choices":[]}'))).toEqual({ choices: [] });
    expect(() => wholeAnswer(OPENAI_STREAM, response('data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"error":{"message":"overloaded"}}\n\n'))).toThrow('overloaded');
    expect(() => wholeAnswer(OPENAI_STREAM, response('<html>'))).toThrow('gave no answer');
  });
});
