// Roots that read text: classifier, sentiment, extractor and summarization, against a model on loopback.
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { type ModelServer, type Said, startModel } from '../ai/testing/model-server';
import { flow, runFlow } from '../ai/testing/run-workflow';

let server: ModelServer;
afterEach(() => server.close());

async function run(type: string, parameters: JsonObject, said: Said[], items: JsonObject[] = [{ text: 'x' }], typeVersion?: number) {
  server = await startModel(said);
  const definition = flow({ Start: { type: 'manualTrigger' }, Root: { type, parameters, ...(typeVersion ? { typeVersion } : {}) }, Model: { type: 'lmChatOpenAi', parameters: { model: 'm' } } }, ['Start>Root', 'Model>ai_languageModel:Root']);
  return runFlow(definition, { items, credentials: { openAiApi: { apiKey: 'k', url: server.url } } });
}
const asked = (n: number) => ((server.asked()[n] as JsonObject).messages as JsonObject[]).map(message => String(message.content));

describe('text classifier', () => {
  const categories = { categories: [{ category: 'cat', description: 'about cats' }, { category: 'dog', description: '' }] };
  it('sends each item to its category', async () => {
    const { json } = await run('textClassifier', { inputText: '={{ $json.text }}', categories }, ['{"cat":true,"dog":false}', 'hm', '{"cat":true,"dog":true}', '{"cat":false,"dog":false}'], [{ text: 'a' }, { text: 'b' }, { text: 'c' }]);
    expect([json('Root', 0), json('Root', 1)]).toEqual([[{ text: 'a' }, { text: 'b' }], [{ text: 'b' }]]);
    expect(asked(0)[0]).toMatch(/categories: cat, dog,[\s\S]*about cats[\s\S]*only one can be true/);
  });
  it('takes several, and has an output for the rest', async () => {
    const { json } = await run('textClassifier', { inputText: '={{ $json.text }}', categories, options: { multiClass: true, fallback: 'other' } }, ['{"cat":true,"dog":true}', '{"fallback":true}'], [{ text: 'a' }, { text: 'b' }]);
    expect([0, 1, 2].map(output => json('Root', output))).toEqual([[{ text: 'a' }], [{ text: 'a' }], [{ text: 'b' }]]);
  });
  it.each([[{ inputText: '', categories }, 'The text is empty'], [{ inputText: 'x' }, 'No category is named']])('refuses %j', async (parameters, message) => expect((await run('textClassifier', parameters as JsonObject, [])).outcome).toMatchObject({ error: { message, item: 0 } }));
});

describe('sentiment analysis', () => {
  it('adds the mood', async () => {
    const { json } = await run('sentimentAnalysis', { inputText: 'x', options: { includeDetailedResults: true } }, ['{"sentiment":"Great"}', '{"sentiment":"Negative","strength":0.8,"confidence":0.9}']);
    expect(json('Root', 2)).toEqual([{ text: 'x', sentimentAnalysis: { category: 'Negative', strength: 0.8, confidence: 0.9 } }]);
  });
  it('takes moods of its own', async () => expect((await run('sentimentAnalysis', { inputText: 'x', options: { categories: 'Calm, Angry' } }, ['{"sentiment":"Angry"}'])).json('Root', 1)).toEqual([{ text: 'x', sentimentAnalysis: { category: 'Angry' } }]));
});

describe('information extractor', () => {
  it('takes named fields', async () => {
    const attributes: JsonObject = { attributes: [{ name: 'name', description: 'full name', required: true }, { name: 'age', type: 'number' }] };
    const { json } = await run('informationExtractor', { text: 'Bo', attributes }, ['{"age":5}', '{"name":"Bo","age":null}']);
    expect(json('Root')).toEqual([{ output: { name: 'Bo', age: null } }]);
    expect(asked(1).at(-1)).toContain('name');
  });
  it('takes an example', async () => expect((await run('informationExtractor', { text: 'Bo', schemaType: 'fromJson', jsonSchemaExample: '{"a":[1]}' }, ['{"a":[2,3]}'])).json('Root')).toEqual([{ output: { a: [2, 3] } }]));
});

describe('summarization', () => {
  it('summarizes a short text at once, and by version under another name', async () => {
    expect((await run('chainSummarization', {}, ['short'], [{ a: 'hello', b: { c: 5 } }])).json('Root')).toEqual([{ output: { text: 'short' } }]);
    expect(asked(0)).toEqual(['Write a concise summary of the following:\n\n\n"hello\n\n5"\n\n\nCONCISE SUMMARY:']);
    await server.close();
    expect((await run('chainSummarization', {}, ['short'], [{ a: 'x' }], 2)).json('Root')).toEqual([{ response: { text: 'short' } }]);
  });
  it('summarizes a long text piece by piece', async () => {
    const { json } = await run('chainSummarization', { chunkSize: 5000, chunkOverlap: 0, options: { summarizationMethodAndPrompts: { values: { combineMapPrompt: 'M {text}', prompt: 'C {text}' } } } }, ['1', '2', '3', 'all'], [{ a: 'word '.repeat(3000) }]);
    expect(json('Root')).toEqual([{ output: { text: 'all' } }]);
    expect(asked(3)).toEqual(['C 1\n\n2\n\n3']);
  });
  it('refines', async () => {
    expect((await run('chainSummarization', { options: { summarizationMethodAndPrompts: { values: { summarizationMethod: 'refine' } } } }, ['first', 'second'], [{ a: 'one', b: 'two' }])).json('Root')).toEqual([{ output: { output_text: 'second' } }]);
    expect(asked(1)[0]).toMatch(/"first"[\s\S]*"two"/);
  });
  it('has nothing to say about nothing', async () => expect((await run('chainSummarization', {}, [], [{}])).outcome).toMatchObject({ error: { message: 'There is no text to summarize' } }));
});
