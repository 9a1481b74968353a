// What is offered for nodes Weft lacks, what is said of it, and that it can be taken back.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateDefinition } from '~/engine/validate';
import { credentialType } from '~/lib/credential-types';
import { jsonEqual, type Json, type JsonObject } from '~/lib/json';
import { emptyDefinition } from '~/lib/workflow';
import { findDefinition } from '~/nodes/definitions';
import { createEgress } from '~/server/egress/client';
import { exportN8n } from '../n8n-export';
import { readWorkflowFile } from '../read-file';
import { wayOut } from '../way-out';
import { offerFor } from './offer';
import { POLLED } from './polled-triggers';
import { SERVICES } from './services';
import { giveBack, takeOffer } from './taken-offer';
import { requestsOf, sampleOf, taken } from './testing/taken-request';
import { TRIGGERS } from './triggers';

const offer = (type: string, parameters: JsonObject, typeVersion?: number) => offerFor(`n8n-nodes-base.${type}`, parameters, typeVersion);

describe('an offer', () => {
  it('carries plain parameters and expressions into URL, query and body', () => {
    expect(offer('github', { operation: 'createComment', owner: 'weft', repository: { __rl: true, mode: 'name', value: 'loom' }, issueNumber: '={{ $json.number }}', body: '=Thanks, {{ $json.user }}!', authentication: 'oAuth2' })).toEqual({
      service: 'GitHub', label: 'GitHub as HTTP request', type: 'httpRequest', typeVersion: 4.2, credentials: ['githubApi'],
      parameters: {
        method: 'POST', url: '=https://api.github.com/repos/weft/loom/issues/{{ $json.number }}/comments', authentication: 'predefinedCredentialType', nodeCredentialType: 'githubApi',
        sendHeaders: true, headerParameters: { parameters: [{ name: 'accept', value: 'application/vnd.github+json' }] }, sendBody: true, bodyParameters: { parameters: [{ name: 'body', value: '=Thanks, {{ $json.user }}!' }] }, options: {},
      },
      todo: ['Choose a credential for GitHub.', 'The answer may look different from what the node gave: run the step once and check what follows it.'],
    });
  });

  it('keeps plain text plain where an expression makes the body a template', () => {
    const made = offer('zendesk', { description: 'Use {{ name }} and }}', additionalFields: { subject: '=Hi {{ $json.a }}{{ $json.b }}' } });
    expect(made?.parameters.jsonBody).toBe('={\n  "ticket": {\n    "comment": {\n      "body": "Use {\\u007b name }\\u007d and }\\u007d"\n    },\n    "subject": {{ JSON.stringify(["Hi ", $json.a, $json.b].join("")) }}\n  }\n}');
  });

  it('takes defaults that n8n does not write, by version, and older names of parameters', () => {
    expect(offer('mattermost', { channelId: 'c', message: 'hi' })?.parameters).toMatchObject({ method: 'POST', url: 'https://YOUR-SERVER/api/v4/posts', bodyParameters: { parameters: [{ name: 'channel_id', value: 'c' }, { name: 'message', value: 'hi' }] } });
    expect(offer('slack', { channel: '#old', text: 't' })?.parameters).toMatchObject({ bodyParameters: { parameters: [{ name: 'channel', value: '#old' }, { name: 'text', value: 't' }] } });
    expect(offer('hubspot', { stage: 's' }, 1)?.parameters.url).toContain('/objects/deals');
    expect(offer('hubspot', { email: 'e' }, 2.1)?.parameters.url).toContain('/objects/contacts');
  });

  it('says what is not carried over, also of groups, and what is a person\'s own', () => {
    const made = offer('zendesk', { resource: 'user', operation: 'update', id: '7', updateFields: { phone: '1', alias: 'a', verified: false }, other: { x: 1 }, empty: '', jsonParameters: true });
    expect(made?.todo).toContain('Put your own values in place of YOUR-DOMAIN in the URL.');
    expect(made?.todo).toContain('Not carried over: updateFields.alias, other. Add what the request needs of it.');
    expect(offer('github', { resource: 'file', operation: 'list' })?.parameters.url).toBe('https://api.github.com/repos/YOUR-OWNER/YOUR-REPOSITORY/contents/YOUR-FILE-PATH');
    expect(offer('airtable', { operation: 'list', returnAll: true, application: 'a', table: 't' })?.todo).toContainEqual(expect.stringContaining('pagination'));
  });

  it('is a tool where the node was one', () => {
    const made = offer('slackTool', { channelId: 'C1', text: "={{ $fromAI('Text', '', 'string') }}", descriptionType: 'manual', toolDescription: 'Posts' }, 2.2);
    expect(made).toMatchObject({ type: 'httpRequestTool', parameters: { descriptionType: 'manual', toolDescription: 'Posts', method: 'POST' } });
    expect(made?.todo.join()).not.toContain('toolDescription');
    expect(findDefinition('httpRequestTool')?.outputs).toEqual([{ type: 'ai_tool', label: 'Tool' }]);
  });

  it('makes a webhook of a trigger, and a schedule of one that asks', () => {
    expect(offer('githubTrigger', { owner: 'o', events: ['push'] })).toMatchObject({ type: 'webhook', parameters: { httpMethod: 'POST' }, todo: [expect.stringContaining('production URL'), 'Let it send: ["push"].', expect.stringContaining('"body"')] });
    expect(offer('notionTrigger', { pollTimes: { item: [{ mode: 'everyX', value: 3, unit: 'minutes' }] } })).toMatchObject({ type: 'scheduleTrigger', parameters: { rule: { interval: [{ field: 'minutes', minutesInterval: 3 }] } }, todo: [expect.stringContaining('https://api.notion.com'), expect.stringContaining('Remove duplicates')] });
    expect(offer('gmailTrigger', {})?.parameters).toEqual({ rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } });
  });

  it('is not made for other types, unknown operations and other packages', () => {
    expect(offer('slack', { resource: 'message', operation: 'unheardOf' })).toBeNull();
    expect(offer('slack', { resource: '__proto__', operation: 'constructor' })).toBeNull();
    expect(offer('mailgun', { operation: 'toString' })).toBeNull();
    expect(offer('constructor', {})).toBeNull();
    expect(offerFor('@n8n/n8n-nodes-langchain.slack', {})).toBeNull();
  });

  it('can run, asks for credentials Weft has, and stands in no node\'s place that Weft has', () => {
    for (const service of SERVICES) {
      for (const [key, operation] of Object.entries(service.operations)) {
        const made = taken(service.type, sampleOf(service, key, operation, name => `v-${name}`), key.startsWith('.') ? 1 : 9).offer;
        for (const credential of made.credentials) expect(credentialType(credential), credential).toBeDefined();
        expect(String(made.parameters.url), `${service.type} ${key}`).not.toMatch(/[{}]|%7B|undefined/);
        expect(validateDefinition({ ...emptyDefinition(), nodes: [{ id: 'n', name: 'N', type: made.type, typeVersion: 4.2, position: { x: 0, y: 0 }, parameters: made.parameters }] }, findDefinition)).toEqual([]);
        for (const sentence of made.todo) expect(sentence.length, sentence).toBeLessThan(1000);
      }
    }
    const types = [...SERVICES, ...TRIGGERS, ...POLLED].map(({ type }) => type);
    expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([]);
    expect(types.filter(type => findDefinition(type))).toEqual([]);
  });

  it('sends over real HTTP what it shows', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => { body += chunk; });
      request.on('end', () => {
        seen.push(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`);
        response.setHeader('content-type', 'application/json').end('{"ok":true}');
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const egress = createEgress({ allow: [host] });
    try {
      for (const [type, parameters] of [['gotify', { message: '={{ $json.m }}', additionalFields: { priority: 5 } }], ['rocketchat', { channel: '#c', text: 'é & {}' }], ['homeAssistant', { resource: 'service', operation: 'call', domain: 'light', service: 'turn_on', serviceAttributes: { attributes: [{ name: 'entity_id', value: 'light.x' }] } }]] as const) {
        const { definition } = taken(type, parameters as JsonObject);
        // As a person does it: the own server in place of YOUR-SERVER, no credential.
        const nodes = definition.nodes.map(node => (node.id === 'n' ? { ...node, parameters: { ...node.parameters, url: String(node.parameters.url).replace(/https:\/\/YOUR-SERVER(:\d+)?/, `http://${host}`), authentication: 'none' } } : node));
        await requestsOf({ ...definition, nodes }, { m: 'line\n"two"' }, request => egress.send(request, { signal: new AbortController().signal }));
      }
    } finally {
      await egress.close();
      server.close();
    }
    expect(seen).toEqual([
      'POST /message application/json {"message":"line\\n\\"two\\"","priority":5}',
      'POST /api/v1/chat.postMessage application/json {"channel":"#c","text":"é & {}"}',
      'POST /api/services/light/turn_on application/json {"entity_id":"light.x"}',
    ]);
  });
});

const ODD: fc.Arbitrary<Json> = fc.oneof(fc.constantFrom<Json>(null, true, 0, 1e300, '', '=', '={{', '={{ }}', '={{ a }} }} {{', '__proto__', '\ud800', 'a?b#c/../%', [], {}, [null], [[1]], { __rl: true }, { __rl: true, value: { __rl: true } }, { mappingMode: 'defineBelow', value: { __proto__x: [] }, schema: [null, 5] }, 'x'.repeat(500)), fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>);
const OPERATIONS = SERVICES.flatMap(service => Object.entries(service.operations).map(([key, operation]) => ({ service, key, operation })));

describe('whatever the parameters are', () => {
  it('an offer is made or not, and can be taken back to the original file', () => {
    let made = 0;
    fc.assert(fc.property(fc.constantFrom(...OPERATIONS), fc.array(fc.tuple(fc.nat(30), ODD), { maxLength: 4 }), fc.boolean(), ({ service, key, operation }, changes, tool) => {
      const parameters = sampleOf(service, key, operation, name => `v-${name}`);
      const names = Object.keys(parameters);
      for (const [at, value] of changes) if (names.length > 0) parameters[names[at % names.length] as string] = structuredClone(value);
      const type = `n8n-nodes-base.${service.type}${tool ? 'Tool' : ''}`;
      const file = { name: 'W', nodes: [{ id: 'n', name: 'N', type, typeVersion: 2, position: [10, 20], parameters, credentials: { someApi: { id: '1', name: 'Mine' } }, notes: 'x' }], connections: {} };
      const read = readWorkflowFile(JSON.stringify(file));
      if ('problems' in read) return;
      const [workflow] = read.workflows;
      const node = workflow?.definition.nodes[0];
      if (!workflow || !node) throw new Error('no workflow');
      const found = offerFor(type, node.parameters, 2);
      if (!found) return;
      made += 1;
      const replaced = { ...node, ...takeOffer(node, found) };
      expect(validateDefinition({ ...emptyDefinition(), nodes: [replaced] }, findDefinition)).toEqual([]);
      const back = { ...replaced, ...giveBack(replaced) };
      expect(jsonEqual(exportN8n({ ...workflow, definition: { ...workflow.definition, nodes: [back] } }).file, JSON.parse(JSON.stringify(file)))).toBe(true);
    }), { numRuns: 1500 });
    expect(made).toBeGreaterThan(500);
  });

  it('what came as an HTTP request has nothing to go back to', () => {
    expect(giveBack({ id: 'a', name: 'A', type: 'httpRequest', typeVersion: 4.2, position: { x: 0, y: 0 }, parameters: {}, imported: { type: 'n8n-nodes-base.httpRequest', typeVersion: 1 } })).toBeNull();
    expect(giveBack({ id: 'a', name: 'A', type: 'scheduleTrigger', typeVersion: 1.2, position: { x: 0, y: 0 }, parameters: {}, imported: { type: 'n8n-nodes-base.cron', typeVersion: 1 } })).toBeNull();
    expect(giveBack({ id: 'a', name: 'A', type: 'httpRequest', typeVersion: 4.2, position: { x: 0, y: 0 }, parameters: {} })).toBeNull();
  });
});

describe('the way out', () => {
  it.each([
    ['n8n-nodes-base.slack', 'Open the step: it can be replaced by an HTTP request to Slack.'],
    ['n8n-nodes-base.stripeTrigger', 'Open the step: it can be replaced by a webhook that Stripe calls.'],
    ['n8n-nodes-base.gmailTrigger', 'Open the step: it can be replaced by a schedule that asks Gmail.'],
    ['n8n-nodes-base.executeCommand', 'runs no commands'],
    ['n8n-nodes-base.awsS3', 'wants every request signed'],
    ['n8n-nodes-base.kafkaTrigger', 'message queue'],
    ['n8n-nodes-base.unheardOfTrigger', 'webhook that the service calls'],
    ['n8n-nodes-base.unheardOf', 'Replace it with an HTTP request and a credential for the service'],
    ['n8n-nodes-netsuite.netsuite', 'It comes from the package n8n-nodes-netsuite, which is not part of n8n. Replace it'],
    ['odd', 'Replace it with an HTTP request'],
  ])('of %s: %s', (type, sentence) => expect(wayOut(type, {})).toContain(sentence));
});
