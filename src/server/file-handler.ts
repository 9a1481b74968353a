// `/api/files/{execution}/{file}`: a file of an item for a signed-in person. `?inline` shows what is harmless to show.
import { AppError } from '~/lib/errors';
import { isId } from '~/lib/ids';
import { errorResponse } from './answers';
import { requirePermission } from './auth/actor';
import { actorOfCookie } from './auth/session';
import { getContainer } from './container';
import { downloadOf } from './download';
import { clientOf } from './request';

export async function handleFile(request: Request): Promise<Response> {
  const container = await getContainer();
  try {
    const actor = await actorOfCookie(container, request.headers.get('cookie'));
    if (!actor) throw new AppError('unauthenticated', 'Sign in first.');
    requirePermission(actor, 'execution:read');
    const { pathname, searchParams } = new URL(request.url);
    const [executionId, fileId] = pathname.split('/').slice(-2);
    if (!isId(executionId) || !isId(fileId)) throw new AppError('not_found', 'This file does not exist any more.');
    const file = await container.repositories.executionFiles.open(actor.orgId, executionId, fileId);
    return downloadOf(file, file.fileName ?? 'file', searchParams.has('inline'));
  } catch (error) {
    return errorResponse(container, error, clientOf(container, request.headers).requestId);
  }
}
