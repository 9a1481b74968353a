// Inputs of credentials, the same for the browser and the REST API.
import { z } from 'zod';
import { credentialType } from '~/lib/credential-types';
import { AppError } from '~/lib/errors';

export const fieldsInput = z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'is not a field name'), z.string().max(20_000)).refine(fields => Object.keys(fields).length <= 50, 'holds more than 50 fields');
export const typeInput = z.string().regex(/^[A-Za-z][A-Za-z0-9_.@/-]{0,99}$/, 'is not a credential type');

/** Throws `invalid` naming the first required field that is empty. */
export function checkFields(type: string, fields: Record<string, string>): void {
  for (const field of credentialType(type)?.fields ?? []) {
    if (field.required && !fields[field.name]) throw new AppError('invalid', `${field.label} is missing.`, { details: { field: field.name } });
  }
}
