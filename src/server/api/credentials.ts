// /api/v1/credentials
import { z } from 'zod';
import { AppError } from '~/lib/errors';
import { hostsInput, nameInput } from '~/server/routers/inputs';
import { checkFields, fieldsInput, typeInput } from '~/server/routers/credential-inputs';
import { endpoint } from './endpoint';
import { credential, idParams, none, ok } from './shapes';

export const credentialEndpoints = [
  endpoint({
    method: 'GET', path: '/credentials', summary: 'List credentials; secrets are never part of it', permission: 'credential:read', params: none, query: z.strictObject({ type: typeInput.optional() }), response: z.object({ items: z.array(credential), nextCursor: z.null() }),
    handle: async ({ container, actor, query }) => ({ items: (await container.repositories.credentials.list(actor.orgId, query.type)).map(({ expiresAt: _, ...row }) => row), nextCursor: null }),
  }),
  endpoint({
    method: 'POST', path: '/credentials', summary: 'Create a credential', permission: 'credential:write', status: 201, params: none, query: none, body: z.strictObject({ name: nameInput, type: typeInput, fields: fieldsInput, allowedHosts: hostsInput.default([]) }), response: z.object({ id: z.uuid() }),
    handle: async call => {
      checkFields(call.body.type, call.body.fields);
      const { id } = await call.container.repositories.credentials.create(call.actor.orgId, call.actor.userId, call.body);
      await call.audit('credential.created', id, { type: call.body.type });
      return { id };
    },
  }),
  endpoint({
    method: 'DELETE', path: '/credentials/{id}', summary: 'Delete a credential that no workflow uses', permission: 'credential:write', params: idParams, query: none, response: ok,
    handle: async call => {
      const usedBy = await call.container.repositories.workflows.usingCredential(call.actor.orgId, call.params.id);
      if (usedBy.length > 0) throw new AppError('conflict', `${usedBy.length} workflow(s) use this credential, the first is "${usedBy[0]?.name}".`);
      await call.container.repositories.credentials.remove(call.actor.orgId, call.params.id);
      await call.audit('credential.removed', call.params.id);
      return { ok: true };
    },
  }),
];
