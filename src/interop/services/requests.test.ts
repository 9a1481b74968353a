// From a node in a file to the request that leaves: every operation of every service, and some by hand.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { requestsOf, sampleOf, taken } from './testing/taken-request';
import { SERVICES } from './services';

async function request(type: string, parameters: JsonObject, item: JsonObject = {}, typeVersion = 1) {
  const [made, ...more] = await requestsOf(taken(type, parameters, typeVersion).definition, item);
  expect(more).toEqual([]);
  const { method, url, query = [], headers = [], body, credentialType } = made as NonNullable<typeof made>;
  return { call: `${method} ${url}`, query: Object.fromEntries(query), headers: headers.map(([name]) => name), body: body?.kind === 'json' ? body.value : body?.kind === 'form' ? Object.fromEntries(body.fields) : undefined, kind: body?.kind, credentialType };
}

const rl = (value: string, mode = 'id') => ({ __rl: true, mode, value });

describe('the request of', () => {
  it.each<[string, JsonObject, JsonObject, Awaited<ReturnType<typeof request>> | object, number?]>([
    ['slack', { select: 'channel', channelId: rl('C1'), text: '=Hi {{ $json.name }}', otherOptions: { thread_ts: { replyValues: { thread_ts: '1.2' } } } }, { name: 'Ana "A"' }, { call: 'POST https://slack.com/api/chat.postMessage', body: { channel: 'C1', text: 'Hi Ana "A"', thread_ts: '1.2' }, credentialType: 'slackApi' }, 2.2],
    ['slack', { operation: 'delete', select: 'channel', channelId: rl('C1'), timestamp: '1.2' }, {}, { body: { channel: 'C1', ts: '1.2' } }, 2.2],
    ['discord', { webhookUri: 'https://discord.com/api/webhooks/1/x', text: 'hi' }, {}, { call: 'POST https://discord.com/api/webhooks/1/x', body: { content: 'hi' }, credentialType: undefined }],
    ['discord', { authentication: 'webhook', content: 'hi' }, {}, { call: 'POST https://discord.com/api/v10/webhooks/YOUR-WEBHOOK-ID/YOUR-WEBHOOK-TOKEN', body: { content: 'hi' } }, 2],
    ['discord', { resource: 'message', guildId: rl('g'), channelId: rl('={{ $json.c }}'), content: '{{ plain }}' }, { c: 'c 1' }, { call: 'POST https://discord.com/api/v10/channels/c 1/messages', body: { content: '{{ plain }}' } }, 2],
    ['twilio', { from: '+1', to: '+2', message: '={{ $json.t }}' }, { t: 'ä & b' }, { call: 'POST https://api.twilio.com/2010-04-01/Accounts/YOUR-ACCOUNT-SID/Messages.json', kind: 'form', body: { From: '+1', To: '+2', Body: 'ä & b' } }],
    ['stripe', { resource: 'charge', operation: 'create', amount: 500, currency: 'eur', customerId: 'cus' }, {}, { kind: 'form', body: { amount: '500', currency: 'eur', customer: 'cus' }, credentialType: 'stripeApi' }],
    ['github', { operation: 'create', owner: rl('weft'), repository: rl('loom'), title: 'T', body: '', labels: [{ label: 'bug' }, { label: '={{ $json.l }}' }], assignees: [] }, { l: 'new' }, { call: 'POST https://api.github.com/repos/weft/loom/issues', body: { title: 'T', labels: ['bug', 'new'] }, headers: expect.arrayContaining(['accept']) }],
    ['gitlab', { resource: 'file', operation: 'get', owner: 'o', repository: 'r', filePath: 'a/b #1.md' }, {}, { call: 'GET https://gitlab.com/api/v4/projects/o%2Fr/repository/files/a%2Fb%20%231.md' }],
    ['notion', { resource: 'databasePage', operation: 'getAll', databaseId: rl('https://www.notion.so/team/0123456789abcdef0123456789abcdef?v=1', 'url'), limit: 5 }, {}, { call: 'POST https://api.notion.com/v1/databases/0123456789abcdef0123456789abcdef/query', body: { page_size: 5 }, headers: expect.arrayContaining(['notion-version']) }, 2.2],
    ['airtable', { operation: 'create', base: rl('https://airtable.com/app12345678901234/tbl12345678901234/viw1', 'url'), table: rl('tbl12345678901234'), columns: { mappingMode: 'defineBelow', value: { Name: '={{ $json.n }}', Age: 5 } } }, { n: 'A' }, { call: 'POST https://api.airtable.com/v0/app12345678901234/tbl12345678901234', body: { fields: { Name: 'A', Age: 5 } }, credentialType: 'airtableTokenApi' }, 2],
    ['airtable', { operation: 'list', application: 'app1', table: 'T', returnAll: false, limit: 3, additionalOptions: { filterByFormula: 'a=1' } }, {}, { call: 'GET https://api.airtable.com/v0/app1/T', query: { filterByFormula: 'a=1', maxRecords: '3' } }],
    ['googleSheets', { operation: 'append', documentId: rl('https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKl/edit', 'url'), sheetName: rl('Sheet1', 'name'), columns: { mappingMode: 'defineBelow', value: { b: '={{ $json.x }}', a: 'one' }, schema: [{ id: 'a' }, { id: 'gone', removed: true }, { id: 'b' }, { id: 'c' }] } }, { x: 2 }, { call: 'POST https://sheets.googleapis.com/v4/spreadsheets/1AbCdEfGhIjKl/values/Sheet1:append?valueInputOption=USER_ENTERED', body: { values: [['one', 2, '']] } }, 4.5],
    ['googleSheets', { operation: 'append', documentId: rl('1AbCdEfGhIjKl'), sheetName: rl('S', 'name'), columns: { mappingMode: 'autoMapInputData', value: null } }, { a: 1, b: 'x' }, { body: { values: [[1, 'x']] } }, 4.5],
    ['googleCalendar', { operation: 'delete', calendar: rl('team@group.calendar.google.com'), eventId: '={{ $json.id }}' }, { id: 'e1' }, { call: 'DELETE https://www.googleapis.com/calendar/v3/calendars/team%40group.calendar.google.com/events/e1' }],
    ['gmail', { operation: 'removeLabels', messageId: 'm', labelIds: ['UNREAD'] }, {}, { call: 'POST https://gmail.googleapis.com/gmail/v1/users/me/messages/m/modify', body: { removeLabelIds: ['UNREAD'] } }, 2],
    ['googleFirebaseRealtimeDatabase', { operation: 'push', projectId: 'p', path: 'iss', attributes: 'a' }, { a: 1 }, { call: 'POST https://p.firebaseio.com/iss.json', body: { a: 1 } }],
    ['hubspot', { resource: 'contact', email: '={{ $json.mail }}', additionalFields: { firstName: '=Dr. {{ $json.name }}', city: 'Oslo' } }, { mail: 'a@b.c', name: 'A"' }, { body: { inputs: [{ idProperty: 'email', id: 'a@b.c', properties: { firstname: 'Dr. A"', city: 'Oslo' } }] } }, 2],
    ['hubspot', { stage: 's', additionalFields: { dealName: 'D' } }, {}, { call: 'POST https://api.hubapi.com/crm/v3/objects/deals', body: { properties: { dealstage: 's', dealname: 'D' } } }],
    ['mondayCom', { resource: 'boardItem', operation: 'create', boardId: '1', groupId: 'g', name: '={{ $json.n }}' }, { n: 'N' }, { call: 'POST https://api.monday.com/v2', body: { query: expect.stringContaining('create_item'), variables: { board: '1', group: 'g', name: 'N' } }, credentialType: 'mondayComApi' }],
    ['mailchimp', { list: 'l', email: 'a@b.c', status: 'subscribed', mergeFieldsUi: { mergeFieldsValues: [{ name: 'FNAME', value: '={{ $json.f }}' }] } }, { f: 'F' }, { call: 'POST https://YOUR-DATA-CENTER.api.mailchimp.com/3.0/lists/l/members', body: { email_address: 'a@b.c', status: 'subscribed', merge_fields: { FNAME: 'F' } } }],
    ['line', { message: 'Hey' }, {}, { body: { messages: [{ type: 'text', text: 'Hey' }] } }],
    ['hackerNews', { resource: 'all', limit: 50, additionalFields: { keyword: 'weft' } }, {}, { call: 'GET https://hn.algolia.com/api/v1/search', query: { query: 'weft', hitsPerPage: '50' }, credentialType: undefined }],
    ['openWeatherMap', { cityName: 'São Paulo' }, {}, { query: { q: 'São Paulo', units: 'metric' }, credentialType: 'openWeatherMapApi' }],
    ['dropcontact', { email: '', additionalFields: { first_name: 'A', company: 'C' } }, {}, { call: 'POST https://api.dropcontact.com/v1/enrich/all', body: { data: [{ first_name: 'A', company: 'C' }] } }],
    ['facebookGraphApi', { node: 'me', edge: 'feed', httpRequestMethod: 'POST', graphApiVersion: 'v20.0' }, {}, { call: 'POST https://graph.facebook.com/v20.0/me/feed', credentialType: 'facebookGraphApi' }],
    ['elasticsearch', { operation: 'create', indexId: 'i', fieldsUi: { fieldValues: [{ fieldId: 'a', fieldValue: 'b' }] } }, {}, { call: 'POST https://YOUR-SERVER:9200/i/_doc', body: { a: 'b' } }],
    ['coinGecko', { operation: 'market', baseCurrency: 'eur', limit: 5, options: { order: 'volume_desc' } }, {}, { query: { vs_currency: 'eur', per_page: '5', order: 'volume_desc' } }],
    ['freshservice', { resource: 'ticket', email: 'a@b.c', subject: 'S', description: 'D', additionalFields: { cc_emails: 'x@y.z, q@r.s', impact: 2 } }, {}, { call: 'POST https://YOUR-DOMAIN.freshservice.com/api/v2/tickets', body: { cc_emails: ['x@y.z', 'q@r.s'], impact: 2 } }],
    ['zohoCrm', { resource: 'lead', Company: 'C', lastName: '={{ $json.n }}', additionalFields: { Email: 'a@b.c' } }, { n: 'N' }, { call: 'POST https://www.zohoapis.com/crm/v2/Leads', body: { data: [{ Company: 'C', Last_Name: 'N', Email: 'a@b.c' }] } }],
    ['clickUp', { operation: 'create', list: '1', name: 'N', additionalFields: { tags: ['a'], priority: 2 } }, {}, { call: 'POST https://api.clickup.com/api/v2/list/1/task', body: { name: 'N', tags: ['a'], priority: 2 } }],
  ])('%s %j', async (type, parameters, item, wanted, typeVersion) => expect(await request(type, parameters, item, typeVersion)).toMatchObject(wanted));

  const calls = SERVICES.flatMap(service => Object.entries(service.operations).map(([key, operation]) => [service, key, operation] as const));
  it.each(SERVICES.map(service => [service.type, service] as const))('%s: every operation, with texts and with expressions', async (type, service) => {
    for (const [, key, operation] of calls.filter(([each]) => each === service)) {
      for (const text of [(name: string) => `a ${name}`, () => '=x {{ $json.v }} "y" {{ $json.w }}']) {
        const parameters = sampleOf(service, key, operation, text);
        const { offer, definition } = taken(type, parameters, key.startsWith('.') ? 1 : 9);
        const [made] = await requestsOf(definition, { v: 'q"\n{{ }}', w: 'é' });
        expect(made?.method, key).toBe(operation.method);
        // A parameter inside the host takes host names only.
        if (!service.base.includes('{')) expect(() => new URL(made?.url ?? ''), `${key} ${made?.url}`).not.toThrow();
        expect(made?.credentialType ?? null).toBe(offer.credentials[0] ?? null);
        // Everything the table asks for was given: nothing is left over, and nothing of the node stands open in the URL.
        expect(offer.todo.filter(sentence => sentence.startsWith('Not carried over')), `${key} ${JSON.stringify(parameters)}`).toEqual([]);
        if (operation.body && Object.keys(operation.body).length > 0) expect(made?.body, key).toBeDefined();
      }
    }
  });
});
