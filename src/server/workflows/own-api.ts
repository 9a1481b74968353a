// What workflows ask of the Weft they run in (the node n8n): the services behind the REST API, inside one organization, with the
// rights of the person the running workflow belongs to, and at most those of an editor.
import { exportN8n } from '~/interop/n8n-export';
import { credentialType } from '~/lib/credential-types';
import { isAppError } from '~/lib/errors';
import { isId } from '~/lib/ids';
import type { Json, JsonObject } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import type { AskWeft, OwnCall } from '~/nodes/tools/own-api';
import { may, type Permission } from '~/server/auth/permissions';
import type { Repositories } from '~/server/repositories/repositories';
import { checkFields, fieldsInput, typeInput } from '~/server/routers/credential-inputs';
import { bindCredentials } from './bind-credentials';
import { createDraft, saveDraft } from './drafts';
import { readFile } from './files';
import { publish, takeDown, unpublish } from './publish';

const PAGE = 100;
const MAX_WORKFLOWS = 1000;
const MAX_EXECUTIONS = 500;

/** n8n's words for how an execution ended. */
const STATUSES: Record<string, ('pending' | 'running' | 'waiting' | 'paused' | 'success' | 'failed' | 'cancelled' | 'needs_attention')[]> = {
  success: ['success'], error: ['failed', 'needs_attention'], crashed: ['failed'], canceled: ['cancelled'], waiting: ['waiting', 'paused'], running: ['running'], new: ['pending'],
};
const shownStatus = (status: string): string => Object.entries(STATUSES).find(([, own]) => (own as string[]).includes(status))?.[0] ?? status;

const NEEDED: Record<OwnCall['resource'], Record<string, Permission>> = {
  workflow: { getAll: 'workflow:read', get: 'workflow:read', create: 'workflow:write', update: 'workflow:write', delete: 'workflow:write', activate: 'workflow:publish', deactivate: 'workflow:publish' },
  execution: { getAll: 'execution:read', get: 'execution:read', delete: 'execution:write' },
  credential: { create: 'credential:write', delete: 'credential:write', getSchema: 'credential:read' },
};

export interface OwnScope {
  orgId: string;
  /** The workflow that asks. */
  workflowId: string;
  executionId: string;
  timezone: string;
}

type StoredWorkflow = Awaited<ReturnType<Repositories['workflows']['get']>>;
type StoredExecution = Awaited<ReturnType<Repositories['executions']['list']>>['items'][number];

function shownWorkflow(row: StoredWorkflow): JsonObject {
  const { file } = exportN8n(row);
  return { ...file, id: row.id, name: row.name, active: row.status === 'published', createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString(), tags: row.tags.map(name => ({ id: name, name })) };
}

const shownExecution = (row: StoredExecution): JsonObject => ({
  id: row.id, workflowId: row.workflowId, status: shownStatus(row.status), mode: row.mode, finished: row.status === 'success', retryOf: row.retryOf,
  startedAt: row.startedAt?.toISOString() ?? null, stoppedAt: row.endedAt?.toISOString() ?? null,
});

const idOf = (text: string, what: string): string => {
  const known: boolean = isId(text);
  if (!known) throw new NodeError(`"${text.slice(0, 100)}" is not the id of ${what}`);
  return text;
};

export function createOwnApi(repositories: Repositories, scope: OwnScope): AskWeft {
  const { orgId } = scope;

  async function actor(permission: Permission): Promise<string> {
    const owner = await repositories.workflows.owner(orgId, scope.workflowId);
    if (!owner) throw new NodeError('The workflow belongs to nobody in this organization', { description: 'Workflows ask Weft in the name of the person they belong to.' });
    const { role } = owner;
    if (!may(role === 'owner' || role === 'admin' ? 'editor' : role, permission)) throw new NodeError(`The person this workflow belongs to may not do that (${role})`);
    return owner.userId;
  }

  const record = (userId: string, action: string, target: string) => repositories.audit.record(orgId, { actor: userId, action, target, details: { workflowId: scope.workflowId, executionId: scope.executionId } });

  async function listWorkflows(call: Extract<OwnCall, { resource: 'workflow'; operation: 'getAll' }>): Promise<Json> {
    const shown: Json[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Repositories['workflows']['list']>> = await repositories.workflows.list(orgId, { sort: 'created', limit: Math.min(PAGE, call.limit), cursor, ...(call.tags?.length ? { tags: call.tags } : {}), ...(call.activeOnly ? { status: 'published' } : {}) });
      for (const { id, name } of page.items) {
        if (call.name !== undefined && call.name !== '' && name !== call.name) continue;
        if (shown.length >= Math.min(call.limit, MAX_WORKFLOWS)) return shown;
        shown.push(shownWorkflow(await repositories.workflows.get(orgId, id)));
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    return shown;
  }

  async function createWorkflow(userId: string, file: JsonObject): Promise<Json> {
    const [read] = readFile(JSON.stringify(file));
    if (!read) throw new NodeError('There is no workflow in the file');
    const definition = await bindCredentials(repositories, orgId, read.definition, []);
    const { id } = await createDraft(repositories, orgId, userId, { name: read.name.slice(0, 200), description: read.description, tags: read.tags.slice(0, 20), definition });
    await record(userId, 'workflow.created', id);
    return shownWorkflow(await repositories.workflows.get(orgId, id));
  }

  async function updateWorkflow(userId: string, id: string, file: JsonObject): Promise<Json> {
    const before = await repositories.workflows.get(orgId, id);
    const [read] = readFile(JSON.stringify({ name: before.name, ...file }));
    if (!read) throw new NodeError('There is no workflow in the file');
    const definition = await bindCredentials(repositories, orgId, read.definition, before.definition.nodes);
    await saveDraft(repositories, orgId, userId, { id, revision: before.revision, definition });
    if (read.name !== before.name) await repositories.workflows.update(orgId, userId, id, { name: read.name.slice(0, 200) });
    // As in n8n: what is changed from outside while it is live goes live.
    if (before.status === 'published') await publish(repositories, scope.timezone, orgId, userId, { id, revision: null, note: 'Changed by a workflow' });
    await record(userId, 'workflow.updated', id);
    return shownWorkflow(await repositories.workflows.get(orgId, id));
  }

  async function workflow(call: Extract<OwnCall, { resource: 'workflow' }>, userId: string): Promise<Json> {
    if (call.operation === 'getAll') return listWorkflows(call);
    if (call.operation === 'create') return createWorkflow(userId, call.file);
    const id = idOf(call.id, 'a workflow');
    if (call.operation === 'update') return updateWorkflow(userId, id, call.file);
    if (call.operation === 'activate') {
      await publish(repositories, scope.timezone, orgId, userId, { id, revision: null, note: 'By a workflow' });
      await record(userId, 'workflow.published', id);
    } else if (call.operation === 'deactivate') {
      await unpublish(repositories, orgId, userId, id);
      await record(userId, 'workflow.unpublished', id);
    }
    const shown = shownWorkflow(await repositories.workflows.get(orgId, id));
    if (call.operation === 'delete') {
      await repositories.transaction(orgId, async tx => {
        await takeDown(tx, orgId, userId, id);
        await tx.workflows.remove(orgId, id);
      });
      await record(userId, 'workflow.removed', id);
    }
    return shown;
  }

  async function withData(row: StoredExecution): Promise<JsonObject> {
    const steps = (await repositories.executions.steps(orgId, row.id)).filter(step => !step.call);
    const runData: Record<string, Json[]> = Object.create(null);
    for (const step of steps) {
      runData[step.node] ??= [];
      runData[step.node]?.push({ startTime: step.startedAt, executionTime: (step.endedAt ?? step.startedAt) - step.startedAt, executionStatus: step.status === 'failed' ? 'error' : step.status, data: { main: (step.outputs ?? []) as unknown as Json }, ...(step.error ? { error: { message: step.error.message } } : {}) });
    }
    return { ...shownExecution(row), data: { resultData: { runData: { ...runData }, ...(row.error ? { error: { message: row.error.message, node: row.error.node } } : {}) } } };
  }

  async function execution(call: Extract<OwnCall, { resource: 'execution' }>, userId: string): Promise<Json> {
    if (call.operation === 'getAll') {
      const limit = Math.min(call.limit, MAX_EXECUTIONS);
      const status = call.status === undefined || call.status === '' ? undefined : STATUSES[call.status];
      if (call.status && !status) throw new NodeError(`The status "${call.status}" is not known`);
      const page = await repositories.executions.list(orgId, { limit, ...(call.workflowId ? { workflowId: idOf(call.workflowId, 'a workflow') } : {}), ...(status ? { status } : {}) });
      return call.withData ? Promise.all(page.items.slice(0, PAGE).map(withData)) : page.items.map(shownExecution);
    }
    const id = idOf(call.id, 'an execution');
    const { steps: _steps, ...row } = await repositories.executions.get(orgId, id);
    const shown = call.operation === 'get' && call.withData ? await withData(row) : shownExecution(row);
    if (call.operation === 'delete') {
      const removed = await repositories.executions.remove(orgId, [id]);
      if (removed === 0) throw new NodeError('The execution has not ended yet');
      await record(userId, 'execution.removed', id);
    }
    return shown;
  }

  async function credential(call: Extract<OwnCall, { resource: 'credential' }>, userId: string): Promise<Json> {
    if (call.operation === 'getSchema') {
      const fields = credentialType(call.type)?.fields ?? [];
      return { additionalProperties: fields.length === 0, type: 'object', properties: Object.fromEntries(fields.map(field => [field.name, { type: 'string' }])), required: fields.filter(field => field.required).map(field => field.name) };
    }
    if (call.operation === 'create') {
      const type = typeInput.safeParse(call.type);
      const fields = fieldsInput.safeParse(Object.fromEntries(Object.entries(call.fields).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])));
      if (!type.success || !fields.success || call.name.trim() === '') throw new NodeError('The credential is not complete', { description: 'It needs a name, a type and fields.' });
      checkFields(type.data, fields.data);
      // Bound to no host: a person says where it may be sent.
      const { id } = await repositories.credentials.create(orgId, userId, { name: call.name.trim().slice(0, 200), type: type.data, fields: fields.data, allowedHosts: [] });
      await record(userId, 'credential.created', id);
      const { createdAt, updatedAt } = await repositories.credentials.get(orgId, id);
      return { id, name: call.name.trim(), type: type.data, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
    }
    const id = idOf(call.id, 'a credential');
    const { name, type } = await repositories.credentials.get(orgId, id);
    const users = await repositories.workflows.usingCredential(orgId, id);
    if (users.length > 0) throw new NodeError(`${users.length} workflow(s) use this credential, the first is "${users[0]?.name}"`);
    await repositories.credentials.remove(orgId, id);
    await record(userId, 'credential.removed', id);
    return { id, name, type };
  }

  return async call => {
    try {
      const userId = await actor(NEEDED[call.resource][call.operation] as Permission);
      if (call.resource === 'workflow') return await workflow(call, userId);
      return await (call.resource === 'execution' ? execution(call, userId) : credential(call, userId));
    } catch (error) {
      throw isAppError(error) ? new NodeError(error.message) : error;
    }
  };
}
