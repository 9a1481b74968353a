// The REST API over HTTP: finds the endpoint, checks key, permission and input, answers JSON.
import { ZodError } from 'zod';
import { AppError } from '~/lib/errors';
import { inputError, speakInWords } from '~/lib/input-words';
import { errorResponse, jsonResponse } from '~/server/answers';
import { auditActor, requirePermission } from '~/server/auth/actor';
import { actorOfApiKey } from '~/server/auth/session';
import { type Container, getContainer } from '~/server/container';
import { readBody } from '~/server/ingress/body';
import { parseJson } from '~/server/ingress/parse-json';
import { clientOf } from '~/server/request';
import { credentialEndpoints } from './credentials';
import type { Endpoint } from './endpoint';
import { executionEndpoints } from './executions';
import { openApiDocument } from './openapi';
import { workflowEndpoints } from './workflows';

speakInWords();

export const endpoints: readonly Endpoint[] = [...workflowEndpoints, ...executionEndpoints, ...credentialEndpoints];

export async function handleApi(request: Request): Promise<Response> {
  const container = await getContainer();
  const { requestId, ip } = clientOf(container, request.headers);
  try {
    return await answer(container, request, ip, requestId);
  } catch (error) {
    if (error instanceof ZodError) return errorResponse(container, new AppError('invalid', inputError(error)), requestId);
    const response = errorResponse(container, error, requestId);
    if (response.status === 401) response.headers.set('www-authenticate', 'Bearer realm="Weft"');
    return response;
  }
}

async function answer(container: Container, request: Request, ip: string, requestId: string): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.replace(/^\/api\/v1/, '').replace(/\/$/, '');
  if (path === '/openapi.json' && request.method === 'GET') return jsonResponse(openApiDocument(endpoints, container.env.url));
  const actor = await actorOfApiKey(container, request.headers.get('authorization'));
  if (!actor) throw new AppError('unauthenticated', 'Send an API key: "Authorization: Bearer wft_…".');

  const here = endpoints.flatMap(declared => {
    const params = match(declared.path, path);
    return params ? [{ declared, params }] : [];
  });
  if (here.length === 0) throw new AppError('not_found', 'There is no such endpoint.');
  const found = here.find(({ declared }) => declared.method === request.method || (declared.method === 'PATCH' && request.method === 'PUT'));
  if (!found) throw new AppError('invalid', `${request.method} is not possible here.`, { status: 405, details: { allow: here.map(({ declared }) => declared.method).join(', ') } });
  const { declared } = found;
  requirePermission(actor, declared.permission);

  const params = declared.params.parse(found.params);
  const query = declared.query.parse(Object.fromEntries(url.searchParams));
  const body = declared.body ? declared.body.parse(await jsonBody(request)) : undefined;
  const audit = (action: string, target: string, details: Record<string, string | number> = {}) => container.repositories.audit.record(actor.orgId, { actor: auditActor(actor), action, target, details, ip, requestId });
  const value = await declared.handle({ container, actor, params, query, body, ip, requestId, audit } as never);
  return value instanceof Response ? value : jsonResponse(value, declared.status);
}

/** `/workflows/{id}` against a path; null when it does not fit. */
function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] as string;
    if (part.startsWith('{')) params[part.slice(1, -1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

async function jsonBody(request: Request): Promise<unknown> {
  const bytes = await readBody(request);
  if (bytes.length === 0) return {};
  if (!/\bjson\b/i.test(request.headers.get('content-type') ?? 'application/json')) throw new AppError('invalid', 'The content type must be application/json.', { status: 415 });
  return parseJson(new TextDecoder().decode(bytes));
}
