// Supabase: what it asks of PostgREST, and what it makes of the answers.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import type { HttpRequest, Tools } from '../contract';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { supabase } from './definition';
import { runSupabase } from './run';

function service(...answers: { status?: number; body: Json }[]) {
  const requests: HttpRequest[] = [];
  const http: Tools['http'] = async request => {
    const { status = 200, body } = answers[Math.min(requests.length, answers.length - 1)] ?? { body: [] };
    requests.push(request);
    return { status, statusText: '', headers: {}, url: request.url, body: new TextEncoder().encode(JSON.stringify(body)) };
  };
  return { requests, tools: { http, credential: async () => ({ host: 'https://p.supabase.co/', serviceRole: 'secret' }) } };
}
const run = async (parameters: JsonObject, { tools }: Pick<ReturnType<typeof service>, 'tools'>, more: TestRun = {}) => outputsOf(await runSupabase(testContext(supabase, { items: [{ a: 1, b: 2 }], parameters: { tableId: 'things', ...parameters }, ...more, tools })))[0] ?? [];
const rows = (count: number) => Array.from({ length: count }, (_each, id) => ({ id }));

describe('supabase', () => {
  it('creates the rows of all items in one request', async () => {
    const api = service({ body: [{ id: 1, a: 1 }, { id: 2, a: 3 }] });
    const made = await run({ dataToSend: 'autoMapInputData', inputsToIgnore: 'b' }, api, { items: [{ a: 1, b: 2 }, { a: 3, b: 4 }] });
    expect(api.requests).toEqual([{ method: 'POST', url: 'https://p.supabase.co/rest/v1/things', headers: [['prefer', 'return=representation']], credentialType: 'supabaseApi', body: { kind: 'json', value: [{ a: 1 }, { a: 3 }] } }]);
    expect(made).toEqual([{ json: { id: 1, a: 1 }, pairedItem: { item: 0 } }, { json: { id: 2, a: 3 }, pairedItem: { item: 1 } }]);
    expect(JSON.stringify(api.requests)).not.toContain('secret');
  });

  it('filters by any or all conditions, and quotes what a list would take apart', async () => {
    const api = service({ body: [] });
    const filters = { conditions: [{ keyName: 'name', condition: 'eq', keyValue: 'a,b' }, { keyName: 'n', condition: 'gt', keyValue: '3' }] };
    await run({ operation: 'delete', filters }, api);
    await run({ operation: 'update', matchType: 'allFilters', filters, fieldsUi: { fieldValues: [{ fieldId: 'x', fieldValue: 'y' }] } }, api);
    await run({ operation: 'get', filters: { conditions: [{ keyName: 'id', keyValue: '7' }] } }, api);
    await run({ operation: 'getAll', filterType: 'string', filterString: 'n=gte.2&order=n.desc', limit: 10, useCustomSchema: true, schema: 'own' }, api);
    expect(api.requests.map(({ method, query }) => [method, query])).toEqual([
      ['DELETE', [['or', '(name.eq."a,b",n.gt.3)']]],
      ['PATCH', [['name', 'eq.a,b'], ['n', 'gt.3']]],
      ['GET', [['select', '*'], ['id', 'eq.7']]],
      ['GET', [['select', '*'], ['n', 'gte.2'], ['order', 'n.desc'], ['limit', '10'], ['offset', '0']]],
    ]);
    expect(api.requests[1]?.body).toEqual({ kind: 'json', value: { x: 'y' } });
    expect(api.requests[3]?.headers).toContainEqual(['accept-profile', 'own']);
  });

  it('reads page by page', async () => {
    const api = service({ body: rows(1000) }, { body: rows(3) });
    expect(await run({ operation: 'getAll', returnAll: true }, api)).toHaveLength(1003);
    expect(api.requests.map(({ query }) => query?.slice(-2))).toEqual([[['limit', '1000'], ['offset', '0']], [['limit', '1000'], ['offset', '1000']]]);
  });

  it.each<[JsonObject, string]>([
    [{ operation: 'delete' }, 'There is no condition'],
    [{ operation: 'update', filterType: 'string' }, 'The filter is empty'],
    [{ operation: 'delete', filterType: 'none' }, 'There is no condition'],
    [{ operation: 'get', filters: { conditions: [{ keyName: 'a&b=c', keyValue: '1' }] } }, 'is not the name of a column'],
    [{ tableId: ' ' }, 'The table is empty'],
  ])('refuses %j', async (parameters, message) => {
    const api = service({ body: [] });
    await expect(run(parameters, api)).rejects.toThrow(message);
    expect(api.requests).toEqual([]);
  });

  it('says what the service said, per item under continue', async () => {
    const api = service({ status: 404, body: { message: 'relation "things" does not exist', hint: 'Perhaps you meant thing' } });
    await expect(run({ operation: 'getAll' }, api)).rejects.toMatchObject({ message: 'relation "things" does not exist', description: 'Perhaps you meant thing', itemIndex: 0, retryable: false });
    expect(jsonOf(await run({}, api, { continueOnFail: true }))).toEqual([{ error: 'relation "things" does not exist' }]);
    await expect(run({ operation: 'getAll' }, service({ status: 503, body: null }))).rejects.toMatchObject({ retryable: true });
  });
});
