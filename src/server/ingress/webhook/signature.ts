// Standard Webhooks 1.0.0: signatures over `{id}.{timestamp}.{body}`, checked on raw bytes, failing closed (security.md 4K).
import { createHmac } from 'node:crypto';
import { AppError } from '~/lib/errors';
import { equalSecrets } from '~/server/crypto/hash';

const TOLERANCE_S = 300;

const refuse = (status: number, reason: string, message: string) => new AppError(status === 401 ? 'unauthenticated' : status === 503 ? 'unavailable' : 'invalid', message, { status, details: { reason } });

export interface SigningSecrets {
  /** `whsec_` and base64, or plain text. */
  secret: string;
  /** Still accepted until `previousUntil` (ISO time) while senders change over. */
  previousSecret?: string;
  previousUntil?: string;
}

/** Checks a delivery and returns its event id. Throws 400, 401 or 503 with a reason; the time does not depend on which signature fits. */
export function verifySignature(headers: Headers, body: Uint8Array, secrets: SigningSecrets, now: number): string {
  const id = headers.get('webhook-id');
  const timestamp = headers.get('webhook-timestamp');
  const signatures = headers.get('webhook-signature');
  if (!secrets.secret) throw refuse(503, 'misconfigured', 'The signing secret of this webhook is missing.');
  if (!id || !timestamp || !signatures) throw refuse(401, 'signature_missing', 'The headers webhook-id, webhook-timestamp and webhook-signature are required.');
  if (id.length > 256 || !/^[A-Za-z0-9_:@/+=-]+$/.test(id)) throw refuse(400, 'invalid_webhook_id', 'The header webhook-id must be 1 to 256 letters, digits or _ : @ / + = -.');
  if (!/^\d{1,12}$/.test(timestamp)) throw refuse(400, 'invalid_timestamp', 'The header webhook-timestamp must be seconds since 1970.');
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S) throw refuse(401, 'timestamp_out_of_tolerance', `The timestamp is more than ${TOLERANCE_S} s away from now.`);

  const accepted = [secrets.secret];
  if (secrets.previousSecret && secrets.previousUntil && Date.parse(secrets.previousUntil) > now) accepted.push(secrets.previousSecret);
  const sent = signatures.split(' ').filter(part => part.startsWith('v1,')).map(part => part.slice(3)).slice(0, 10);
  let fits = false;
  for (const secret of accepted) {
    const expected = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest('base64');
    for (const candidate of sent) if (equalSecrets(candidate, expected)) fits = true;
  }
  if (!fits) throw refuse(401, 'signature_invalid', 'The signature does not fit.');
  return id;
}

const keyOf = (secret: string): Buffer => (secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8'));
