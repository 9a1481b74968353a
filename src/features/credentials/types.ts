// Credential types as the screens use them: those with a form, those that steps ask for, and any other by its name.
import { definitions } from '~/nodes/definitions';
import type { NodeDefinition } from '~/nodes/contract';
import type { Outputs } from '~/trpc/client';

export type Credential = Outputs['credentials']['list'][number];
export type CredentialType = Outputs['credentials']['types'][number];

/** A choice of the type list that asks for the name of the type. */
export const OTHER = 'other';

/** Types that steps ask for, by name. The first label wins. */
const ASKED = new Map<string, string>();
for (const definition of Object.values<NodeDefinition>(definitions)) {
  for (const slot of definition.credentials ?? []) if (!ASKED.has(slot.type)) ASKED.set(slot.type, slot.label);
}

/** `httpBasicAuth` -> `User and password (basic)`; a type nobody knows is its own name. */
export const typeLabel = (type: string, types: readonly CredentialType[]): string => types.find(each => each.type === type)?.label ?? ASKED.get(type) ?? type;

/** The type list: forms first, then types of steps, then any other. */
export function typeChoices(types: readonly CredentialType[]): { value: string; label: string; help?: string }[] {
  const forms = types.map(each => ({ value: each.type, label: each.label }));
  const known = new Set(types.map(each => each.type));
  const labels = new Set(forms.map(each => each.label));
  const asked = [...ASKED].filter(([type]) => !known.has(type)).map(([value, label]) => ({ value, label: labels.has(label) ? value : label }));
  return [...forms, ...asked, { value: OTHER, label: 'Other type', help: 'Any fields, for files brought from n8n' }];
}
