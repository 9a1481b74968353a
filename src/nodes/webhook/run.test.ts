// Webhook: items of a call, methods, older versions.
import { describe, expect, it } from 'vitest';
import { testContext } from '../testing';
import { webhook } from './definition';
import { webhookMethods } from './methods';
import { runWebhook } from './run';
import { foldWebhook } from './versions';

describe('webhook', () => {
  it('hands on the call', async () => expect(await runWebhook(testContext(webhook, { items: [{ body: { a: 1 } }] }))).toEqual([[{ json: { body: { a: 1 } } }]]));
  it('says what to do in a manual run without a call', async () => {
    await expect(async () => runWebhook(testContext(webhook))).rejects.toMatchObject({ message: 'The webhook has received no call', description: expect.stringContaining('test URL') });
  });
  it('has an output for each of several methods', () => {
    expect(webhookMethods({})).toEqual(['GET']);
    expect(webhookMethods({ httpMethod: 'post' })).toEqual(['POST']);
    expect(webhookMethods({ multipleMethods: true, httpMethods: ['GET', 'PUT'] })).toEqual(['GET', 'PUT']);
    expect(typeof webhook.outputs === 'function' && webhook.outputs({ multipleMethods: true }, 2)).toEqual([{ label: 'GET' }, { label: 'POST' }]);
    expect(webhook.subtitle?.({ httpMethod: 'POST', path: '/orders' }, 2)).toBe('POST /orders');
  });
  it('folds older versions', () => {
    expect(foldWebhook({ path: 'x', responseCode: 201, options: { rawBody: true } }, 1)).toEqual({ parameters: { path: 'x', options: { rawBody: true, responseCode: { values: { responseCode: 201 } } } }, typeVersion: 2 });
    expect(foldWebhook({ multipleMethods: true, httpMethod: ['GET', 'POST'] }, 2.1)).toEqual({ parameters: { multipleMethods: true, httpMethods: ['GET', 'POST'] }, typeVersion: 2.1 });
  });
});
