// /api/v1/workflows
import { z } from 'zod';
import { AppError } from '~/lib/errors';
import { isPlainObject } from '~/lib/json';
import { jsonValue } from '~/lib/workflow-schema';
import { runDraft } from '~/server/execution/manual-run';
import { nameInput, searchInput, tagsInput } from '~/server/routers/inputs';
import { createDraft, saveDraft } from '~/server/workflows/drafts';
import { exportWorkflow, importWorkflows } from '~/server/workflows/files';
import { publish, takeDown, unpublish } from '~/server/workflows/publish';
import { webhookUrls } from '~/server/workflows/webhook-urls';
import { type ApiCall, endpoint } from './endpoint';
import { idParams, importReport, none, ok, pageOf, pageQuery, webhookUrl, workflow, workflowSummary } from './shapes';

const read = 'workflow:read' as const;
const write = 'workflow:write' as const;
const created = z.object({ id: z.uuid(), webhooks: z.array(webhookUrl), report: importReport });
const definition = z.looseObject({ nodes: z.array(z.looseObject({})), edges: z.array(z.looseObject({})) });

async function view({ container, actor }: Pick<ApiCall<unknown, unknown, unknown>, 'container' | 'actor'>, id: string) {
  const row = await container.repositories.workflows.get(actor.orgId, id);
  const { publishedVersionId: _p, publishedAt: _at, contentHash: _h, recent: _r, lastExecution: _l, triggers: _t, nodeTypes: _n, ...shown } = row;
  return { ...shown, webhooks: await webhookUrls(container, actor.orgId, id, row.definition) };
}

/** Weft's own body `{ name, definition }` is a draft as it stands; anything else is read as a file. */
async function create({ container, actor, body }: ApiCall<unknown, unknown, Record<string, unknown>>) {
  if (isPlainObject(body.definition) && body.kind === undefined) {
    const { name, description, tags, definition: drawn } = z.object({ name: nameInput.optional(), description: z.string().max(5000).optional(), tags: tagsInput.optional(), definition }).parse(body);
    const full = { settings: { executionOrder: 'v1' }, variables: {}, pinData: {}, ...drawn };
    const draft = await createDraft(container.repositories, actor.orgId, actor.userId, { name, description, tags, definition: full });
    return { id: draft.id, report: { name: name ?? 'Untitled workflow', nodes: draft.definition.nodes.map(node => ({ name: node.name, type: node.type, verdict: 'native' as const })), warnings: [], credentials: [], workflowReferences: [], expressions: [] } };
  }
  const [imported, ...more] = await importWorkflows(container.repositories, actor.orgId, actor.userId, JSON.stringify(body));
  if (!imported || more.length > 0) throw new AppError('invalid', 'The body must hold one workflow.');
  return imported;
}

export const workflowEndpoints = [
  endpoint({
    method: 'GET', path: '/workflows', summary: 'List workflows', permission: read, params: none, response: pageOf(workflowSummary),
    query: z.strictObject({ ...pageQuery, search: searchInput.optional(), tag: z.string().max(50).optional(), status: z.enum(['draft', 'published']).optional(), nodeType: z.string().max(200).optional(), from: z.iso.datetime().optional(), to: z.iso.datetime().optional() }),
    handle: async ({ container, actor, query: { tag, from, to, ...query } }) => {
      const page = await container.repositories.workflows.list(actor.orgId, { ...query, sort: 'updated', ...(tag ? { tags: [tag] } : {}), ...(from ? { from: new Date(from) } : {}), ...(to ? { to: new Date(to) } : {}) });
      return { items: page.items.map(({ recent: _r, lastExecution: _l, triggers: _t, nodeTypes: _n, ...item }) => item), nextCursor: page.nextCursor };
    },
  }),
  endpoint({
    method: 'POST', path: '/workflows', summary: "Create a workflow from Weft's or n8n's JSON", permission: write, status: 201, params: none, query: none, body: z.record(z.string(), z.unknown(), 'The body must hold one workflow, as an object'), response: created,
    handle: async call => {
      const { id, report } = await create(call);
      await call.audit('workflow.created', id);
      return { id, webhooks: (await view(call, id)).webhooks, report };
    },
  }),
  endpoint({ method: 'GET', path: '/workflows/{id}', summary: 'Get a workflow with its draft', permission: read, params: idParams, query: none, response: workflow, handle: call => view(call, call.params.id) }),
  endpoint({
    method: 'PATCH', path: '/workflows/{id}', summary: 'Change name, description, tags or the draft (with the revision it builds on)', permission: write, params: idParams, query: none, response: workflow,
    body: z.strictObject({ name: nameInput.optional(), description: z.string().max(5000).optional(), tags: tagsInput.optional(), definition: definition.optional(), revision: z.number().int().min(1).optional() }),
    handle: async call => {
      const { container, actor, params, body: { definition: draft, revision, ...change } } = call;
      if (draft) {
        if (revision === undefined) throw new AppError('invalid', '`revision` is missing: it is needed with a definition, so that nobody else\'s change is overwritten', { details: { field: 'revision' } });
        await saveDraft(container.repositories, actor.orgId, actor.userId, { id: params.id, revision, definition: draft });
      }
      if (Object.keys(change).length > 0) await container.repositories.workflows.update(actor.orgId, actor.userId, params.id, change);
      await call.audit('workflow.updated', params.id);
      return view(call, params.id);
    },
  }),
  endpoint({
    method: 'DELETE', path: '/workflows/{id}', summary: 'Delete a workflow (restorable for 30 days)', permission: write, params: idParams, query: none, response: ok,
    handle: async call => {
      await call.container.repositories.transaction(call.actor.orgId, async tx => {
        await takeDown(tx, call.actor.orgId, call.actor.userId, call.params.id);
        await tx.workflows.remove(call.actor.orgId, call.params.id);
      });
      await call.audit('workflow.removed', call.params.id);
      return { ok: true };
    },
  }),
  endpoint({
    method: 'POST', path: '/workflows/{id}/publish', summary: 'Publish the draft', permission: 'workflow:publish', params: idParams, query: none, body: z.strictObject({ note: z.string().max(2000).optional(), revision: z.number().int().min(1).optional() }), response: z.object({ versionId: z.uuid(), number: z.number(), webhooks: z.array(webhookUrl) }),
    handle: async call => {
      const published = await publish(call.container.repositories, call.container.env.timezone, call.actor.orgId, call.actor.userId, { id: call.params.id, revision: call.body.revision ?? null, note: call.body.note });
      await call.audit('workflow.published', call.params.id, published);
      return { ...published, webhooks: (await view(call, call.params.id)).webhooks };
    },
  }),
  endpoint({
    method: 'POST', path: '/workflows/{id}/unpublish', summary: 'Stop the live version', permission: 'workflow:publish', params: idParams, query: none, body: none, response: ok,
    handle: async call => {
      await unpublish(call.container.repositories, call.actor.orgId, call.actor.userId, call.params.id);
      await call.audit('workflow.unpublished', call.params.id);
      return { ok: true };
    },
  }),
  endpoint({
    method: 'POST', path: '/workflows/{id}/run', summary: 'Run the draft by hand', permission: 'workflow:run', status: 202, params: idParams, query: none, body: z.strictObject({ items: z.array(jsonValue).max(1000).optional(), startNode: z.string().max(64).optional() }), response: z.object({ executionId: z.uuid() }),
    handle: async ({ container, actor, params, body }) => {
      const { executionId } = await runDraft({ ...container, timezone: container.env.timezone }, actor.orgId, actor.userId, { id: params.id, ...body });
      return { executionId };
    },
  }),
  endpoint({
    method: 'GET', path: '/workflows/{id}/export', summary: 'Export a workflow as a file', permission: read, params: idParams, query: z.strictObject({ format: z.enum(['weft', 'n8n']).default('weft') }), response: z.looseObject({}),
    handle: async ({ container, actor, params, query }) => JSON.parse(exportWorkflow(await container.repositories.workflows.get(actor.orgId, params.id), query.format).text),
  }),
];
