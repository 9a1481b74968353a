// Masks: what the browser sees of a credential. Secret values never leave; a mask that comes back keeps the stored value.
import { credentialType } from '~/lib/credential-types';
import type { CredentialFields } from '~/server/repositories/credentials';

const DOTS = '••••';

/** Secret fields show at most their last four characters; fields of types without a form count as secret. */
export function maskFields(type: string, fields: CredentialFields): CredentialFields {
  const known = credentialType(type);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => {
    const open = known?.fields.find(field => field.name === name)?.secret === false;
    return [name, open ? value : maskOf(value)];
  }));
}

const maskOf = (value: string): string => (value.length >= 12 ? `${DOTS}${value.slice(-4)}` : DOTS);

/** New fields over stored ones: a value that equals its own mask keeps what is stored. */
export function mergeFields(type: string, stored: CredentialFields, sent: CredentialFields): CredentialFields {
  const masks = maskFields(type, stored);
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, stored[name] !== undefined && value === masks[name] ? stored[name] : value]));
}
