// Credentials through the API: K10, K11, C7, C12 and T11.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { startTarget, type Target } from '~/server/testing/http';
import { chain, manual, node } from '~/server/testing/workflows';

const SECRET = 'sk_live_marker_4f8a9c2e71';
let server: TestServer;
let target: Target;
beforeAll(async () => {
  target = await startTarget((_request, response) => response.writeHead(500).end(JSON.stringify({ wrong: true })));
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}` });
});
afterAll(async () => {
  await target.close();
  await server.stop();
});

const request = (id: string, url: string) => chain(manual(), node('Call', 'httpRequest', 4.2, { url, authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' }, { credentials: { httpHeaderAuth: { id, name: 'Key' } } }));

async function runToEnd(id: string) {
  const api = server.as(server.owner);
  const { executionId } = await api.workflows.run({ id });
  await expect.poll(async () => (await api.executions.get({ id: executionId })).status, { timeout: 10_000 }).not.toBe('running');
  return api.executions.get({ id: executionId });
}

describe('credentials', () => {
  it('K10: are masked when read; a mask sent back keeps the value', async () => {
    const api = server.as(server.owner);
    const { id } = await api.credentials.create({ name: 'Masked', type: 'httpHeaderAuth', fields: { name: 'X-Key', value: SECRET }, allowedHosts: ['127.0.0.1'] });
    const shown = await api.credentials.get({ id });
    expect(shown.fields).toEqual({ name: 'X-Key', value: `••••${SECRET.slice(-4)}` });
    expect(JSON.stringify([await api.credentials.list(), shown])).not.toContain(SECRET);
    await api.credentials.update({ id, name: 'Renamed', fields: { ...shown.fields, name: 'X-Other' } });
    expect((await server.container.repositories.credentials.open(server.owner.orgId, id)).fields).toEqual({ name: 'X-Other', value: SECRET });
    await expect(api.credentials.create({ name: 'Empty', type: 'httpHeaderAuth', fields: { name: 'X-Key' } })).rejects.toThrow('Value is missing');
  });

  it('K11, C6, C12: go to allowed hosts only; the refusal is audited; no secret is stored or shown anywhere', async () => {
    const api = server.as(server.owner);
    const { id } = await api.credentials.create({ name: 'Bound', type: 'httpHeaderAuth', fields: { name: 'X-Key', value: SECRET }, allowedHosts: ['api.example.com'] });
    const { id: workflow } = await api.workflows.create({ name: 'Retargeted', definition: request(id, `${target.url}/steal`) });
    const refused = await runToEnd(workflow);
    expect(refused.status).toBe('failed');
    expect(refused.error?.message).toContain('may not be sent to');
    expect(target.requests).toEqual([]);
    await expect.poll(async () => (await api.audit.list({})).items.some(entry => entry.action === 'credential.refused_host')).toBe(true);

    await api.credentials.update({ id, allowedHosts: ['127.0.0.1'] });
    const failed = await runToEnd(workflow);
    expect(failed.status).toBe('failed');
    expect(target.requests[0]?.headers['x-key']).toBe(SECRET);
    await server.container.journal.drain();
    const dump = JSON.stringify([failed, await api.executions.logs({ executionId: failed.id }), (await api.audit.list({})).items, await api.workflows.export({ id: workflow, format: 'n8n' })]);
    const rows = await server.container.database.sql`select row_to_json(s)::text as row from execution_steps s union all select row_to_json(a)::text from audit_log a union all select row_to_json(w)::text from workflows w`;
    for (const form of [SECRET, Buffer.from(SECRET).toString('base64'), encodeURIComponent(SECRET)]) expect(dump + rows.map(row => row.row).join()).not.toContain(form);
    expect((await api.audit.verify()).brokenAt).toBeNull();
  });

  it('T11, C7: a foreign credential id is refused at any depth of a definition', async () => {
    const other = await server.stranger();
    const { id: theirs } = await server.as(other).credentials.create({ name: 'Theirs', type: 'httpBearerAuth', fields: { token: SECRET } });
    const api = server.as(server.owner);
    await expect(api.workflows.create({ definition: request(theirs, 'http://a.example') })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const hidden: JsonObject[] = [{ options: { deep: [{ deeper: theirs }] } }, { workflowJson: JSON.stringify({ nodes: [{ credentials: { a: { id: theirs } } }] }) }];
    for (const parameters of hidden) {
      await expect(api.workflows.create({ definition: chain(manual(), node('Inline', 'set', 3.4, parameters)) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('are not removed while a workflow uses them', async () => {
    const api = server.as(server.owner);
    const { id } = await api.credentials.create({ name: 'Used', type: 'httpHeaderAuth', fields: { name: 'X', value: SECRET } });
    const { id: workflow } = await api.workflows.create({ name: 'User', definition: request(id, 'http://a.example') });
    await expect(api.credentials.remove({ id })).rejects.toMatchObject({ code: 'CONFLICT' });
    await api.workflows.remove({ id: workflow });
    await api.credentials.remove({ id });
    await expect(api.credentials.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
