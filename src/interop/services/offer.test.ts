import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { credentialType } from '~/lib/credential-types';
import { validateDefinition } from '~/engine/validate';
import { emptyDefinition } from '~/lib/workflow';
import { findDefinition } from '~/nodes/definitions';
import { BUSINESS } from './business';
import { DATA } from './data';
import { DEVELOPMENT } from './development';
import { MESSAGING } from './messaging';
import { offerFor } from './offer';
import { TRIGGERS } from './triggers';

const SERVICES = [...MESSAGING, ...DEVELOPMENT, ...BUSINESS, ...DATA];
const offer = (type: string, parameters: JsonObject) => offerFor(`n8n-nodes-base.${type}`, parameters);

describe('an offer', () => {
  it('carries plain parameters and expressions into URL, query and body', () => {
    expect(offer('github', { operation: 'createComment', owner: 'weft', repository: { __rl: true, mode: 'name', value: 'loom' }, issueNumber: '={{ $json.number }}', body: '=Thanks, {{ $json.user }}!', authentication: 'oAuth2' })).toEqual({
      label: 'GitHub as HTTP request', type: 'httpRequest', typeVersion: 4.2, credentials: ['githubApi'],
      parameters: {
        method: 'POST', url: '=https://api.github.com/repos/weft/loom/issues/{{ $json.number }}/comments', authentication: 'predefinedCredentialType', nodeCredentialType: 'githubApi',
        sendHeaders: true, headerParameters: { parameters: [{ name: 'accept', value: 'application/vnd.github+json' }] }, sendBody: true, bodyParameters: { parameters: [{ name: 'body', value: '=Thanks, {{ $json.user }}!' }] }, options: {},
      },
      todo: ['Choose a credential for GitHub.', 'The answer may look different from what the node gave: run the step once and check what follows it.'],
    });
    expect(offer('openWeatherMap', { cityName: 'São Paulo' })?.parameters).toMatchObject({ url: 'https://api.openweathermap.org/data/2.5/weather', sendQuery: true, queryParameters: { parameters: [{ name: 'q', value: 'São Paulo' }] }, genericAuthType: 'httpQueryAuth' });
  });

  it('takes defaults that n8n does not write, and older names of parameters', () => {
    expect(offer('mattermost', { channelId: 'c', message: 'hi' })?.parameters).toMatchObject({ method: 'POST', url: 'https://YOUR-SERVER/api/v4/posts', bodyParameters: { parameters: [{ name: 'channel_id', value: 'c' }, { name: 'message', value: 'hi' }] } });
    expect(offer('slack', { channel: '#old', text: 't' })?.parameters).toMatchObject({ bodyParameters: { parameters: [{ name: 'channel', value: '#old' }, { name: 'text', value: 't' }] } });
    expect(offer('slackTool', { channelId: 'C1', text: 't' })?.label).toBe('Slack as HTTP request');
  });

  it('writes nested bodies as JSON in which expressions bring their own quotes', () => {
    const made = offer('hubspot', { resource: 'contact', email: '={{ $json.mail }}', additionalFields: { firstName: '=Dr. {{ $json.name }}', city: 'Oslo' } });
    expect(made?.parameters.jsonBody).toBe('={\n  "properties": {\n    "email": {{ JSON.stringify($json.mail) }},\n    "firstname": "Dr. {{ $json.name }}",\n    "city": "Oslo"\n  }\n}');
    expect(made?.parameters).toMatchObject({ sendBody: true, specifyBody: 'json' });
  });

  it('uses a URL that the node holds whole, and no credential then', () => {
    expect(offer('discord', { webhookUri: 'https://discord.com/api/webhooks/1/x', text: 'hi' })).toMatchObject({ credentials: [], parameters: { method: 'POST', url: 'https://discord.com/api/webhooks/1/x' } });
  });

  it('says what is not carried over and what is a person\'s own', () => {
    const made = offer('zendesk', { resource: 'user', operation: 'update', id: '7', updateFields: { phone: '1' }, jsonParameters: true });
    expect(made?.todo).toContain("Put your own values in place of YOUR-DOMAIN in the URL.");
    expect(made?.todo).toContain('Not carried over: jsonParameters. Add what the request needs of it.');
    expect(offer('github', { resource: 'file', operation: 'list' })?.parameters.url).toBe('https://api.github.com/repos/YOUR-OWNER/YOUR-REPOSITORY/contents/YOUR-FILE-PATH');
  });

  it('makes a webhook of a trigger', () => {
    expect(offer('githubTrigger', { owner: 'o', events: ['push'] })).toMatchObject({ type: 'webhook', parameters: { httpMethod: 'POST' }, todo: [expect.stringContaining('production URL'), 'Let it send: ["push"].', expect.stringContaining('"body"')] });
  });

  it('is not made for other types, unknown operations and other packages', () => {
    expect(offer('slack', { resource: 'message', operation: 'unheardOf' })).toBeNull();
    expect(offer('slack', { resource: '__proto__', operation: 'constructor' })).toBeNull();
    expect(offer('constructor', {})).toBeNull();
    expect(offerFor('@n8n/n8n-nodes-langchain.slack', {})).toBeNull();
  });

  const calls = SERVICES.flatMap(service => Object.keys(service.operations).map(key => [service.type, key] as const));
  it.each(calls)('%s %s can run', (type, key) => {
    const [first = '', second] = key.split('.');
    const made = offer(type, second === undefined ? { operation: first } : { resource: first, operation: second });
    const { parameters, credentials } = made as NonNullable<typeof made>;
    expect(() => new URL(String(parameters.url))).not.toThrow();
    expect(String(parameters.url)).not.toMatch(/[{}]|%7B/);
    for (const credential of credentials) expect(credentialType(credential), credential).toBeDefined();
    const node = { id: 'n', name: 'N', type: 'httpRequest', typeVersion: 4.2, position: { x: 0, y: 0 }, parameters };
    expect(validateDefinition({ ...emptyDefinition(), nodes: [node] }, findDefinition)).toEqual([]);
  });

  it('has each service and trigger once, and none that Weft has a node for', () => {
    const types = [...SERVICES, ...TRIGGERS].map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
    expect(types.filter(type => findDefinition(type))).toEqual([]);
  });
});
