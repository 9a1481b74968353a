// Which credentials a node asks for with these parameters. Browser-safe.
import { credentialType } from '~/lib/credential-types';
import type { JsonObject } from '~/lib/json';
import type { CredentialSlot, NodeDefinition } from './contract';

/** The declared slots, and the one that a parameter names (HTTP request with the credential of a service). */
export function credentialSlots(definition: NodeDefinition, parameters: JsonObject): readonly CredentialSlot[] {
  const declared = definition.credentials ?? [];
  const named = definition.namedCredential?.(parameters);
  if (!named || declared.some(slot => slot.type === named)) return declared;
  return [...declared, { type: named, label: credentialType(named)?.label ?? named, required: true }];
}
