// HTTP request tool: what the model is told it may fill in, and the request that comes of it.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import type { HttpRequest } from '../contract';
import { jsonOf, outputsOf, testContext } from '../testing';
import { schemaOfTool } from './arguments';
import { toolHttpRequest } from './definition';
import { runToolHttpRequest } from './run';

async function call(parameters: JsonObject, given: JsonObject, body = '{"ok":true}', status = 200) {
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest) => {
    requests.push(request);
    return { status, statusText: '', headers: {}, url: request.url, body: new TextEncoder().encode(body) };
  };
  const output = await runToolHttpRequest(testContext(toolHttpRequest, { items: [{}], parameters, tools: { http }, call: { type: 'ai_tool', input: { arguments: given } } }));
  return { request: requests[0], text: jsonOf(outputsOf(output)[0])[0] };
}
const URL = 'https://api.test/x';

describe('http request tool', () => {
  it('describes placeholders and what is left to the model', () => {
    expect(schemaOfTool({
      url: `${URL}/{id}`, sendQuery: true, parametersQuery: { values: [{ name: 'q' }, { name: 'opt', valueProvider: 'modelOptional' }, { name: 'fix', valueProvider: 'fieldValue', value: 'v {q}' }] },
      sendBody: true, specifyBody: 'model', placeholderDefinitions: { values: [{ name: 'id', description: 'the id', type: 'number' }] },
    })).toEqual({
      type: 'object', additionalProperties: false, required: ['id', 'q', 'body'],
      properties: { id: { type: 'number', description: 'the id' }, q: { type: 'string' }, opt: { type: 'string' }, body: { type: 'object', additionalProperties: true, description: 'The body of the request' } },
    });
    expect(schemaOfTool({ url: URL, sendQuery: false, jsonQuery: '{x}' })).toMatchObject({ properties: {}, required: [] });
  });
  it('fills in path, query, headers and body', async () => {
    const { request, text } = await call({
      method: 'POST', url: `${URL}/{id}`, sendQuery: true, parametersQuery: { values: [{ name: 'q' }, { name: 'opt', valueProvider: 'modelOptional' }, { name: 'fix', valueProvider: 'fieldValue', value: 'v {q}' }] },
      sendHeaders: true, parametersHeaders: { values: [{ name: 'x-a', valueProvider: 'fieldValue', value: 'b' }] }, sendBody: true, specifyBody: 'json', jsonBody: '{"a":"{q}","n":{id},"o":{opt}}',
      authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth',
    }, { id: 7, q: 'a "b" & c', opt: { z: 1 } });
    expect(request).toEqual({ method: 'POST', url: `${URL}/7`, credentialType: 'httpHeaderAuth', idempotencyKey: 'key-0', query: [['q', 'a "b" & c'], ['opt', '{"z":1}'], ['fix', 'v a "b" & c']], headers: [['x-a', 'b']], body: { kind: 'json', value: { a: 'a "b" & c', n: 7, o: { z: 1 } } } });
    expect(text).toEqual({ response: '{"ok":true}' });
  });
  it('cannot be led to another host by the model', async () => expect((await call({ url: `${URL}/{id}` }, { id: '../../@evil.test/' })).request?.url).toBe(`${URL}/..%2F..%2F%40evil.test%2F`));
  it('shortens answers', async () => {
    expect((await call({ url: URL, optimizeResponse: true, dataField: 'a.b' }, {}, '{"a":{"b":[1]}}')).text).toEqual({ response: '[1]' });
    expect((await call({ url: URL, optimizeResponse: true, responseType: 'html', truncateResponse: true, maxLength: '5' }, {}, '<p>Hello <b>you</b></p><script>x</script>')).text).toEqual({ response: 'Hello' });
  });
  it.each<[JsonObject, string, number, string]>([[{ url: 'x' }, '', 200, 'must start with http'], [{ url: URL }, 'no', 500, '500'], [{ url: URL, sendBody: true, specifyBody: 'json', jsonBody: '{' }, '', 200, 'body is not valid JSON']])('fails on %j', async (parameters, body, status, message) => expect(call(parameters, {}, body, status)).rejects.toThrow(message));
});
