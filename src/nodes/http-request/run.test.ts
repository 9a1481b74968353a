// HTTP request: what goes out, what comes back as items, pages, batches, errors.
import { describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import { getPath, type Json, type JsonObject } from '~/lib/json';
import type { HttpRequest, HttpResponse, Tools } from '../contract';
import { jsonOf, outputsOf, stored, testContext, testFiles, type TestRun } from '../testing';
import { httpRequest } from './definition';
import { runHttpRequest } from './run';
import { foldHttpRequest } from './versions';

const ACCEPT = 'application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7';
const URL_ = 'https://api.test/orders';
const response = (body: unknown, more: Partial<HttpResponse> & { type?: string } = {}): HttpResponse => {
  const { type = typeof body === 'string' ? 'text/plain' : 'application/json', headers, ...rest } = more;
  return { status: 200, statusText: 'OK', headers: { 'content-type': type, ...headers }, body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)), url: URL_, ...rest };
};

/** Resolves `={{ a.b }}` against the roots: all the expression these tests need. */
const resolve: Tools['resolve'] = (value, _index, roots) => {
  const path = typeof value === 'string' ? /^=\{\{ (.+) \}\}$/.exec(value)?.[1] : undefined;
  if (path === undefined) return value;
  const plus = /^(\S+) \+ (\d+)$/.exec(path);
  return plus ? Number(getPath(roots, plus[1] as string)) + Number(plus[2]) : ((getPath(roots, path) ?? null) as Json);
};

async function run(parameters: JsonObject, answer: (request: HttpRequest, call: number) => HttpResponse = () => response({ ok: true }), more: TestRun = {}) {
  const requests: HttpRequest[] = [];
  const { files } = testFiles();
  const tools: Partial<Tools> = {
    resolve,
    http: async request => {
      requests.push({ ...request, headers: request.headers?.filter(header => header[1] !== ACCEPT) });
      return stored(answer(request, requests.length), request, files);
    },
    files,
    ...more.tools,
  };
  const outputs = outputsOf(await runHttpRequest(testContext(httpRequest, { items: [{}], ...more, parameters: { url: URL_, ...parameters }, tools })));
  return { requests, request: requests[0] as HttpRequest, items: outputs[0] ?? [], json: jsonOf(outputs[0]) };
}

describe('request', () => {
  it('is a plain GET by default', async () => {
    expect((await run({})).request).toEqual({ method: 'GET', url: URL_, query: [], headers: [], followRedirects: true, toFile: expect.any(Function) });
  });
  it('sends query parameters and headers', async () => {
    const { request } = await run({
      sendQuery: true,
      queryParameters: { parameters: [{ name: 'a', value: '1' }, { name: 'tag', value: ['x', 'y'] }, { name: '', value: 'no' }] },
      sendHeaders: true,
      headerParameters: { parameters: [{ name: 'X-Api', value: 'k' }] },
    });
    expect(request.query).toEqual([['a', '1'], ['tag[0]', 'x'], ['tag[1]', 'y']]);
    expect(request.headers).toEqual([['x-api', 'k']]);
  });
  it.each([
    ['repeat', [['a', '1'], ['a', '2'], ['b[c]', 'd']]],
    ['indices', [['a[0]', '1'], ['a[1]', '2'], ['b[c]', 'd']]],
    ['brackets', [['a[]', '1'], ['a[]', '2'], ['b[c]', 'd']]],
  ])('writes lists as %s', async (queryParameterArrays, wanted) => {
    expect((await run({ sendQuery: true, specifyQuery: 'json', jsonQuery: '{"a":[1,2],"b":{"c":"d"}}', options: { queryParameterArrays } })).request.query).toEqual(wanted);
  });
  const body = async (parameters: JsonObject, item: Item = { json: {} }) => (await run({ method: 'POST', sendBody: true, ...parameters }, undefined, { items: [item] })).request.body;
  const rows = (...list: JsonObject[]) => ({ bodyParameters: { parameters: list } });
  const file = { id: 'f', mimeType: 'image/png', fileSize: 3 };
  it('has bodies of every kind', async () => {
    expect(await body(rows({ name: 'n', value: 5 }, { name: 's', value: 'x' }, { name: 'a.b', value: 1 }, { name: 's', value: 'y' }))).toEqual({ kind: 'json', value: { n: 5, s: 'y', a: { b: 1 } } });
    expect(await body({ contentType: 'form-urlencoded', ...rows({ name: 'l', value: [1, 2] }) })).toEqual({ kind: 'form', fields: [['l[0]', '1'], ['l[1]', '2']] });
    expect(await body({ specifyBody: 'json', jsonBody: '{"a":[1]}' })).toEqual({ kind: 'json', value: { a: [1] } });
    expect(await body({ specifyBody: 'json', jsonBody: { a: 1 } })).toEqual({ kind: 'json', value: { a: 1 } });
    expect(await body({ contentType: 'form-urlencoded', ...rows({ name: 'n', value: 5 }) })).toEqual({ kind: 'form', fields: [['n', '5']] });
    expect(await body({ contentType: 'form-urlencoded', specifyBody: 'string', body: 'a=1&b=2' })).toEqual({ kind: 'text', text: 'a=1&b=2', contentType: 'application/x-www-form-urlencoded' });
    expect(await body({ contentType: 'raw', rawContentType: 'text/xml', body: '<a/>' })).toEqual({ kind: 'text', text: '<a/>', contentType: 'text/xml' });
    const item = { json: {}, binary: { photo: file } };
    expect(await body({ contentType: 'binaryData', inputDataFieldName: 'photo' }, item)).toEqual({ kind: 'file', file });
    expect(await body({ contentType: 'multipart-form-data', ...rows({ name: 'a', value: 'x' }, { parameterType: 'formBinaryData', name: 'f', inputDataFieldName: 'photo' }) }, item)).toEqual({
      kind: 'multipart',
      parts: [{ name: 'a', value: 'x' }, { name: 'f', file }],
    });
  });
  it('lets the content type of a header win', async () => {
    const { request } = await run({ method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: '{"a":1}', sendHeaders: true, headerParameters: { parameters: [{ name: 'Content-Type', value: 'application/vnd.api+json' }] } });
    expect(request).toMatchObject({ headers: [], body: { kind: 'text', text: '{"a":1}', contentType: 'application/vnd.api+json' } });
  });
  it('sends a key with writes only', async () => {
    expect((await run({ method: 'POST' })).request.idempotencyKey).toBe('key-0');
    expect((await run({ method: 'HEAD' })).request.idempotencyKey).toBeUndefined();
    const effect = httpRequest.effect as (parameters: JsonObject) => string;
    const kinds: JsonObject[] = [{}, { method: 'HEAD' }, { method: 'DELETE' }, { method: '={{ 1 }}' }];
    expect(kinds.map(kind => effect(kind))).toEqual(['read', 'read', 'write', 'write']);
  });
  it('names the credential', async () => {
    expect((await run({ authentication: 'genericCredentialType', genericAuthType: 'httpBasicAuth' })).request.credentialType).toBe('httpBasicAuth');
    expect((await run({ authentication: 'predefinedCredentialType', nodeCredentialType: 'slackApi' })).request.credentialType).toBe('slackApi');
  });
  it('carries its options', async () => {
    expect((await run({ options: { timeout: 5, allowUnauthorizedCerts: true, redirect: { redirect: { followRedirects: false, maxRedirects: 3 } } } })).request).toMatchObject({ timeoutMs: 5, allowUnauthorizedCerts: true, followRedirects: false, maxRedirects: 3 });
  });
  it.each<[JsonObject, string]>([
    [{ url: '' }, 'The URL is empty'],
    [{ url: 'ftp://x' }, 'must start with http:// or https://'],
    [{ method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: '{' }, 'The JSON body is not valid JSON'],
    [{ sendQuery: true, specifyQuery: 'json', jsonQuery: '[1]' }, 'must be a JSON object'],
    [{ method: 'POST', sendBody: true, contentType: 'binaryData', inputDataFieldName: 'x' }, 'The item has no file "x"'],
    [{ authentication: 'predefinedCredentialType' }, 'Choose the credential type'],
  ])('refuses %j', async (parameters, message) => expect(run(parameters)).rejects.toMatchObject({ name: 'NodeError', message: expect.stringContaining(message), itemIndex: 0 }));
});

describe('response', () => {
  const given = (body: unknown, parameters: JsonObject = {}, more: Parameters<typeof response>[1] = {}) => run(parameters, () => response(body, more));
  const format = (settings: JsonObject) => ({ options: { response: { response: settings } } });
  it('is an item, or one for each element of a list', async () => {
    expect((await given({ a: 1 })).items).toEqual([{ json: { a: 1 }, pairedItem: { item: 0 } }]);
    expect((await given([{ a: 1 }, 2])).json).toEqual([{ a: 1 }, { data: 2 }]);
    expect((await given([{ a: 1 }], format({ splitArrays: false }))).json).toEqual([[{ a: 1 }]]);
    expect((await given(5)).json).toEqual([{ data: 5 }]);
    expect((await given([])).json).toEqual([]);
    expect((await given([null])).json).toEqual([{}]);
    expect((await given(null)).json).toEqual([{}]);
  });
  it('can be text, in its character set', async () => {
    expect((await given('hi')).json).toEqual([{ data: 'hi' }]);
    expect((await given('')).json).toEqual([{}]);
    expect((await given({ a: 1 }, {}, { type: 'application/vnd.api+json' })).json).toEqual([{ data: '{"a":1}' }]);
    expect((await given({ a: 1 }, format({ responseFormat: 'text', outputPropertyName: 'body' }))).json).toEqual([{ body: '{"a":1}' }]);
    expect((await run({}, () => ({ ...response(''), headers: { 'content-type': 'text/plain; charset=latin1' }, body: Uint8Array.from([0xe9]) }))).json).toEqual([{ data: 'é' }]);
  });
  it('can be a file', async () => {
    const { items } = await given('%PDF', {}, { type: 'application/pdf', url: 'https://x.test/a%20b.pdf?q=1' });
    expect(items[0]).toMatchObject({ json: {}, binary: { data: { id: 'f1', fileName: 'a b.pdf', mimeType: 'application/pdf' } } });
    const named = await given('x', format({ responseFormat: 'file', outputPropertyName: 'doc' }), { headers: { 'content-disposition': 'attachment; filename="../../etc/passwd"' } });
    expect(named.items[0]?.binary?.doc?.fileName).toBe('.._.._etc_passwd');
  });
  it('can come with headers and status', async () => {
    expect((await given([1], format({ fullResponse: true }), { status: 201, statusText: 'Created' })).json).toEqual([{ body: [1], headers: { 'content-type': 'application/json' }, statusCode: 201, statusMessage: 'Created' }]);
  });
  it('that is no JSON is said so where JSON was asked for', async () => {
    await expect(given('<html>', format({ responseFormat: 'json' }))).rejects.toThrow('The response is not valid JSON');
    await expect(given('<html>', {}, { type: 'application/json' })).rejects.toThrow('The response is not valid JSON');
    expect((await given('', {}, { type: 'application/json' })).json).toEqual([{}]);
  });
});

describe('errors', () => {
  it.each([
    [302, false],
    [404, false],
    [429, true],
    [500, true],
    [503, true],
  ])('status %i fails, to be tried again: %s', async (status, retryable) => {
    await expect(run({}, () => response({ why: 1 }, { status }))).rejects.toMatchObject({ message: expect.stringContaining(`(${status})`), retryable, description: '{"why":1}', itemIndex: 0 });
  });
  it.each([
    ['7', 7000],
    ['99999999', 3_600_000],
    ['Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
    ['Fri, 02 Jan 2020 00:00:00 GMT', 0],
    ['-5', undefined],
    ['Fri, 02 Jan 9999 00:00:00 GMT', 3_600_000],
  ])('H19 Retry-After %s', async (value, ms) => expect(run({}, () => response('', { status: 429, headers: { 'retry-after': value } }))).rejects.toMatchObject(ms === undefined ? { retryable: true } : { retryAfterMs: ms }));
  it('can be items', async () => {
    expect((await run({ options: { response: { response: { neverError: true } } } }, () => response({ why: 1 }, { status: 404 }))).json).toEqual([{ why: 1 }]);
    const { json } = await run({}, (_, call) => response({ ok: call }, { status: call === 1 ? 500 : 200 }), { items: [{}, {}], continueOnFail: true });
    expect(json).toEqual([{ error: { message: '500 - "{\\"ok\\":1}"', name: 'AxiosError', code: 'ERR_BAD_RESPONSE', status: 500 } }, { ok: 2 }]);
  });
});

describe('several items', () => {
  it('keep their order however long they take', async () => {
    const tools: Partial<Tools> = { http: async () => { throw new Error('unused'); } };
    let n = 0;
    tools.http = () => new Promise(done => setTimeout(() => done(response({ n })), 12 - 3 * n++));
    const { items } = await run({}, undefined, { items: [{}, {}, {}], tools });
    expect(items.map(item => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
  });
  it('go in batches with a pause', async () => {
    const times: number[] = [];
    const { json } = await run({ options: { batching: { batch: { batchSize: 2, batchInterval: 30 } } } }, (_, call) => {
      times[call - 1] = performance.now();
      return response({});
    }, { items: [{}, {}, {}] });
    expect(json).toHaveLength(3);
    expect((times[2] as number) - (times[0] as number)).toBeGreaterThanOrEqual(28);
  });
  it('end, however small a batch is said to be', async () => {
    const { json } = await run({ options: { batching: { batch: { batchSize: 0.5, batchInterval: 0 } } } }, () => response({}), { items: [{}, {}] });
    expect(json).toHaveLength(2);
  });
  it('may bring more items than a call may have arguments', async () => {
    const { items } = await run({ options: { batching: { batch: { batchSize: 1, batchInterval: 0 } } } }, () => response(Array.from({ length: 200_000 }, () => 1)), { items: [{}] });
    expect(items).toHaveLength(200_000);
  });
  it('name the item that failed, also in a later batch', async () => {
    const failing = run({ options: { batching: { batch: { batchSize: 1, batchInterval: 0 } } } }, (_, call) => response({}, { status: call === 3 ? 400 : 200 }), { items: [{}, {}, {}] });
    await expect(failing).rejects.toMatchObject({ itemIndex: 2 });
  });
});

describe('pages', () => {
  const pagination = (settings: JsonObject) => ({ options: { pagination: { pagination: settings } } });
  const byPage = (more: JsonObject = {}) => pagination({ parameters: { parameters: [{ name: 'page', value: '={{ $pageCount + 1 }}' }] }, ...more });
  const page = (request: HttpRequest) => Number(request.query?.find(([name]) => name === 'page')?.[1]);
  it('count up until a response is empty', async () => {
    const { requests, json } = await run(byPage(), request => response(page(request) < 4 ? [{ p: page(request) }] : []));
    expect(requests.map(page)).toEqual([1, 2, 3, 4]);
    expect(json).toEqual([{ p: 1 }, { p: 2 }, { p: 3 }]);
  });
  it('follow the next URL', async () => {
    const next = pagination({ paginationMode: 'responseContainsNextURL', nextURL: '={{ $response.body.next }}' });
    const { requests, json } = await run(next, (_, call) => response({ n: call, next: call < 3 ? `/orders?c=${call}` : null }));
    expect(requests.map(request => request.url)).toEqual([URL_, `${URL_}?c=1`, `${URL_}?c=2`]);
    expect(json).toHaveLength(3);
  });
  it('end at a status, which is no error', async () => {
    const { json } = await run(byPage({ paginationCompleteWhen: 'receiveSpecificStatusCodes', statusCodesWhenComplete: '404, 410' }), request => (page(request) < 3 ? response([{ p: page(request) }]) : response({}, { status: 404 })));
    expect(json).toEqual([{ p: 1 }, { p: 2 }]);
  });
  it('end when an expression says so, or at a number of pages', async () => {
    expect((await run(byPage({ paginationCompleteWhen: 'other', completeExpression: '={{ $response.body.last }}' }), request => response({ last: page(request) === 2 }))).json).toHaveLength(2);
    expect((await run(byPage({ limitPagesFetched: true, maxRequests: 3 }), request => response({ p: page(request) }))).json).toHaveLength(3);
  });
  it('can change headers and the body', async () => {
    const parameters = pagination({ parameters: { parameters: [{ type: 'headers', name: 'X-Page', value: '={{ $pageCount }}' }, { type: 'body', name: 'page', value: '={{ $pageCount }}' }] }, limitPagesFetched: true, maxRequests: 2 });
    const { requests } = await run({ method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: '{"q":1}', ...parameters }, (_, call) => response({ call }));
    expect(requests.map(({ headers, body, idempotencyKey }) => [headers, body, idempotencyKey])).toEqual([
      [[['x-page', '0']], { kind: 'json', value: { q: 1, page: 0 } }, 'key-0'],
      [[['x-page', '1']], { kind: 'json', value: { q: 1, page: 1 } }, 'key-0-1'],
    ]);
  });
  it('H21 do not go on for ever, and refuse a polluting name', async () => {
    await expect(run(byPage(), () => response({ same: 1 }))).rejects.toThrow('The response was the same 5 times in a row');
    await expect(run(pagination({ parameters: { parameters: [{ type: 'body', name: '__proto__', value: 'x' }] } }))).rejects.toThrow('is not allowed');
  });
});

describe('older versions', () => {
  const folded = (parameters: JsonObject, version: number) => run(foldHttpRequest(parameters, version).parameters, () => response([{ a: 1 }]));
  it('1: parts by list, a list of JSON stays one item', async () => {
    const { request, json } = await folded({
      requestMethod: 'POST',
      url: URL_,
      authentication: 'headerAuth',
      queryParametersUi: { parameter: [{ name: 'q', value: '1' }] },
      headerParametersUi: { parameter: [{ name: 'X', value: 'y' }] },
      bodyParametersUi: { parameter: [{ name: 'b', value: 'c' }] },
    }, 1);
    expect(request).toMatchObject({ method: 'POST', credentialType: 'httpHeaderAuth', query: [['q', '1']], headers: [['accept', 'application/json,text/*;q=0.99'], ['x', 'y']], body: { kind: 'json', value: { b: 'c' } }, timeoutMs: 10_000 });
    expect(json).toEqual([[{ a: 1 }]]);
  });
  it('1: parts as JSON, lists split, redirects off', async () => {
    const { request, json } = await folded({ requestMethod: 'PUT', url: URL_, jsonParameters: true, queryParametersJson: '{"q":1}', headerParametersJson: '{"X":"y"}', bodyParametersJson: '{"b":1}', options: { splitIntoItems: true, followRedirect: false } }, 1);
    expect(request).toMatchObject({ query: [['q', '1']], headers: [['accept', 'application/json,text/*;q=0.99'], ['x', 'y']], body: { kind: 'json', value: { b: 1 } }, followRedirects: false });
    expect(json).toEqual([{ a: 1 }]);
  });
  it('2: text, raw bodies, credentials of services', async () => {
    const { request, json } = await folded({ requestMethod: 'POST', url: URL_, authentication: 'predefinedCredentialType', nodeCredentialType: 'slackApi', responseFormat: 'string', dataPropertyName: 'text', jsonParameters: true, bodyParametersJson: 'raw text', options: { bodyContentType: 'raw', bodyContentCustomMimeType: 'text/csv' } }, 2);
    expect(request).toMatchObject({ credentialType: 'slackApi', body: { kind: 'text', text: 'raw text', contentType: 'text/csv' } });
    expect(json).toEqual([{ text: [{ a: 1 }] }]);
  });
  it('3 follows no redirect unless told to', async () => {
    expect((await folded({ url: URL_ }, 3)).request.followRedirects).toBe(false);
    expect((await folded({ url: URL_, options: { redirect: { redirect: { followRedirects: true } } } }, 3)).request.followRedirects).toBe(true);
    expect(foldHttpRequest({ url: URL_ }, 4.1)).toEqual({ parameters: { url: URL_ }, typeVersion: 4.1 });
  });
});
