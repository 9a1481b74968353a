// Roles of an organization in words, from the most to the least.
import type { Inputs } from '~/trpc/client';

export type Role = Inputs['members']['setRole']['role'];

export const ROLE_CHOICES: readonly { value: Role; label: string; help: string }[] = [
  { value: 'owner', label: 'Owner', help: 'Everything, owners too' },
  { value: 'admin', label: 'Admin', help: 'Members and the audit log' },
  { value: 'editor', label: 'Editor', help: 'Workflows and credentials' },
  { value: 'operator', label: 'Operator', help: 'Runs and replays' },
  { value: 'viewer', label: 'Viewer', help: 'Looks only' },
];

/** The roles a person may give: only owners make owners. */
export const rolesGivenBy = (role: string): typeof ROLE_CHOICES => ROLE_CHOICES.filter(choice => choice.value !== 'owner' || role === 'owner');
