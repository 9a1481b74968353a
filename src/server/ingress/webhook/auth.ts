// Who may call a webhook: basic, header, JWT or signed deliveries, against the node's credential. A missing secret never means "no check".
import { jwtVerify } from 'jose';
import { AppError, isAppError } from '~/lib/errors';
import type { WorkflowNode } from '~/lib/workflow';
import { equalSecrets } from '~/server/crypto/hash';
import type { Repositories } from '~/server/repositories/repositories';
import { type SigningSecrets, verifySignature } from './signature';

const CREDENTIAL_OF: Record<string, string> = { basicAuth: 'httpBasicAuth', headerAuth: 'httpHeaderAuth', bearerAuth: 'httpBearerAuth', jwtAuth: 'jwtAuth', signature: 'webhookSigning' };

const misconfigured = () => new AppError('unavailable', 'This webhook is not set up completely: its credential cannot be used.', { status: 503, details: { reason: 'misconfigured' } });
const refused = (challenge?: string) => new AppError('unauthenticated', 'The call is not authorized.', { status: 401, details: { ...(challenge ? { challenge } : {}) } });

export interface CallProof {
  /** The sender's event id, when the delivery is signed. */
  eventId: string | null;
  /** Header that proved the call; it is not passed on to the workflow. */
  usedHeader: string | null;
}

/** Throws 401 for a wrong proof, 503 for a check that cannot be made. */
export async function authorizeCall(repositories: Repositories, orgId: string, node: WorkflowNode, headers: Headers, body: Uint8Array, now: number): Promise<CallProof> {
  const kind = String(node.parameters.authentication ?? 'none');
  if (kind === 'none') return { eventId: null, usedHeader: null };
  const type = CREDENTIAL_OF[kind];
  const id = type ? node.credentials?.[type]?.id : null;
  if (!type || !id) throw misconfigured();
  const { fields } = await repositories.credentials.open(orgId, id).catch(error => {
    if (isAppError(error)) throw misconfigured();
    throw error;
  });

  if (kind === 'signature') return { eventId: verifySignature(headers, body, fields as unknown as SigningSecrets, now), usedHeader: null };
  if (kind === 'basicAuth') {
    if (!fields.user || !fields.password) throw misconfigured();
    const expected = `Basic ${Buffer.from(`${fields.user}:${fields.password}`).toString('base64')}`;
    if (!equalSecrets(headers.get('authorization') ?? '', expected)) throw refused('Basic realm="Webhook"');
    return { eventId: null, usedHeader: 'authorization' };
  }
  if (kind === 'headerAuth') {
    if (!fields.name || !fields.value) throw misconfigured();
    if (!equalSecrets(headers.get(fields.name) ?? '', fields.value)) throw refused();
    return { eventId: null, usedHeader: fields.name.toLowerCase() };
  }
  if (kind === 'bearerAuth') {
    if (!fields.token) throw misconfigured();
    if (!equalSecrets(headers.get('authorization') ?? '', `Bearer ${fields.token}`)) throw refused('Bearer');
    return { eventId: null, usedHeader: 'authorization' };
  }
  if (!fields.secret) throw misconfigured();
  const token = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
  await jwtVerify(token, Buffer.from(fields.secret, 'utf8'), { algorithms: ['HS256', 'HS384', 'HS512'] }).catch(() => { throw refused(); });
  return { eventId: null, usedHeader: 'authorization' };
}
