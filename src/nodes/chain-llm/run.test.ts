// Basic LLM Chain with its output parsers, against a model on loopback.
import { afterEach, describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { type ModelServer, type Said, startModel } from '../ai/testing/model-server';
import { flow, runFlow } from '../ai/testing/run-workflow';
import { foldChainLlm } from './versions';

let server: ModelServer;
afterEach(() => server.close());

const chain = (parameters: JsonObject = {}, more: Parameters<typeof flow>[0] = {}, edges: string[] = [], version?: number) => flow(
  { Start: { type: 'manualTrigger' }, Chain: { type: 'chainLlm', parameters, ...(version ? { typeVersion: version } : {}) }, Model: { type: 'lmChatOpenAi', parameters: { model: 'm' } }, ...more },
  ['Start>Chain', 'Model>ai_languageModel:Chain', ...edges],
);
async function run(said: Said[], definition = chain(), items: (JsonObject | Item)[] = [{ chatInput: 'Hello' }]) {
  server = await startModel(said);
  return runFlow(definition, { items, credentials: { openAiApi: { apiKey: 'k', url: server.url } } });
}
const structured = { Parser: { type: 'outputParserStructured', parameters: { jsonSchemaExample: '{"state":"a","cities":["b"]}' } } };
const withParser = (more: Parameters<typeof flow>[0] = structured, edges = ['Parser>ai_outputParser:Chain']) => chain({ promptType: 'define', text: 'Where?', hasOutputParser: true }, more, edges);
const lastMessage = (n: number) => (server.asked()[n]?.messages as JsonObject[] | undefined)?.at(-1)?.content;

describe('the chain', () => {
  it('answers with text', async () => expect((await run([' Hi \n'])).json('Chain')).toEqual([{ text: 'Hi' }]));

  it('sends system, user and AI messages before the prompt, and images with it', async () => {
    const png: Item = { json: {}, binary: { photo: { id: 'f', mimeType: 'image/png', fileSize: 3 } } };
    await run(['x'], chain({ promptType: 'define', text: 'Look', messages: { messageValues: [
      { message: 'Be brief' }, { type: 'HumanMessagePromptTemplate', message: 'Q {curly}' }, { type: 'AIMessagePromptTemplate', message: 'A' },
      { type: 'HumanMessagePromptTemplate', messageType: 'imageBinary', binaryImageDataKey: 'photo' }, { type: 'HumanMessagePromptTemplate', messageType: 'imageUrl', imageUrl: 'https://x.test/a.png' },
    ] } }), [png]);
    expect(server.asked()[0]?.messages).toEqual([
      { role: 'system', content: 'Be brief' }, { role: 'user', content: 'Q {curly}' }, { role: 'assistant', content: 'A' },
      { role: 'user', content: [{ type: 'text', text: 'Look' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,' } }, { type: 'image_url', image_url: { url: 'https://x.test/a.png' } }] },
    ]);
  });

  it('reads older files', async () => {
    expect(foldChainLlm({ prompt: 'p' }, 1.2)).toEqual({ typeVersion: 1.4, parameters: { promptType: 'define', text: 'p' } });
    expect((await run(['ok'], chain({}, {}, [], 1), [{ input: 'from input' }])).json('Chain')).toEqual([{ text: 'ok' }]);
    expect(lastMessage(0)).toBe('from input');
  });
});

describe('output parsers', () => {
  it('send a wrong first answer back', async () => {
    const { json, order } = await run(['no idea', '```json\n{"state":"X","cities":[1]}\n```', 'Here you are: {"state":"X","cities":["y"]}'], withParser());
    expect(json('Chain')).toEqual([{ output: { state: 'X', cities: ['y'] } }]);
    expect(order).toEqual(['Start', 'Chain', 'Parser', 'Model', 'Parser', 'Model', 'Parser', 'Model', 'Parser']);
    expect(lastMessage(0)).toContain('"required": [');
    expect(lastMessage(1)).toContain('The answer is not JSON');
    expect(lastMessage(2)).toContain('#/cities/0');
  });
  it('give up after three answers', async () => expect((await run(['a', 'b', 'c'], withParser())).outcome).toMatchObject({ status: 'error', error: { message: "Model output doesn't fit required format" } }));
  it('take an answer under "output"', async () => expect((await run(['{"output":{"state":"X","cities":[]}}'], withParser())).json('Chain')).toEqual([{ output: { state: 'X', cities: [] } }]));
  it('do not fail on schemas that are none', async () => {
    const broken = { Parser: { type: 'outputParserStructured', typeVersion: 1, parameters: { jsonSchema: '{"type":"object","properties":{"name":"string"}}' } } };
    expect((await run(['{"name":"x"}'], withParser(broken))).json('Chain')).toEqual([{ output: { name: 'x' } }]);
  });
  it('have a model correct what they refuse', async () => {
    const fixing = { Parser: { type: 'outputParserAutofixing' }, ...{ Inner: { ...structured.Parser } }, Fixer: { type: 'lmChatOpenAi', parameters: { model: 'fixer' } } };
    const { json } = await run(['State X with y', '{"state":"X","cities":["y"]}'], withParser(fixing, ['Parser>ai_outputParser:Chain', 'Inner>ai_outputParser:Parser', 'Fixer>ai_languageModel:Parser']));
    expect(json('Chain')).toEqual([{ output: { state: 'X', cities: ['y'] } }]);
    expect(server.asked().map(body => body.model)).toEqual(['m', 'fixer']);
    expect(lastMessage(1)).toContain('State X with y');
  });
  it('make items of a list', async () => {
    expect((await run(['a\n b \n\nc\nd'], withParser({ Parser: { type: 'outputParserItemList' } }))).json('Chain')).toEqual([{ text: 'a' }, { text: 'b' }, { text: 'c' }]);
    await server.close();
    expect((await run(['a;b;c;d'], withParser({ Parser: { type: 'outputParserItemList', parameters: { options: { numberOfItems: -1, separator: ';' } } } }))).json('Chain').length).toBe(4);
  });
  it('are not missed, as in n8n', async () => expect((await run(['as it comes'], withParser({}, []))).json('Chain')).toEqual([{ text: 'as it comes' }]));
});

describe('an agent with a parser', () => {
  const agent = flow({ Start: { type: 'manualTrigger' }, Agent: { type: 'agent', parameters: { promptType: 'define', text: 'Where?', hasOutputParser: true } }, Model: { type: 'lmChatOpenAi', parameters: { model: 'm' } }, ...structured }, ['Start>Agent', 'Model>ai_languageModel:Agent', 'Parser>ai_outputParser:Agent']);
  it('answers by the tool for it, at the second try', async () => {
    const { json } = await run([{ calls: [{ name: 'format_final_json_response', arguments: { state: 5 } }] }, 'It is X', { calls: [{ name: 'format_final_json_response', arguments: { state: 'X', cities: ['y'] } }] }], agent);
    expect(json('Agent')).toEqual([{ output: { state: 'X', cities: ['y'] } }]);
    expect(server.asked()[1]?.messages).toMatchObject([{ role: 'system' }, { role: 'user' }, { role: 'assistant' }, { role: 'tool', content: expect.stringContaining('does not have the required format') }]);
  });
  it('may answer in plain JSON', async () => expect((await run(['{"state":"X","cities":[]}'], agent)).json('Agent')).toEqual([{ output: { state: 'X', cities: [] } }]));
});
