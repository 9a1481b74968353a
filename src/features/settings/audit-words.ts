// Entries of the audit log as sentences: who did what, with the details that help.
import type { Json } from '~/lib/json';

const WORDS: Record<string, string> = {
  'account.password_changed': 'changed their password', 'api_key.created': 'made an API key', 'api_key.removed': 'removed an API key',
  'credential.created': 'made a credential', 'credential.refused_host': 'was refused to send a credential', 'credential.removed': 'deleted a credential', 'credential.updated': 'changed a credential',
  'execution.cancelled': 'cancelled executions', 'execution.removed': 'deleted executions', 'execution.retried': 'replayed an execution',
  'member.added': 'added a member', 'member.removed': 'removed a member', 'member.role_changed': 'changed a role', 'organization.created': 'made the organization',
  'workflow.created': 'made a workflow', 'workflow.published': 'published a workflow', 'workflow.removed': 'deleted a workflow', 'workflow.restored': 'restored a workflow',
  'workflow.unpublished': 'took a workflow down', 'workflow.version_restored': 'went back to a version',
};

/** `credential.created` -> `made a credential`; an action without a sentence is its own name with spaces. */
export const actionWords = (action: string): string => (Object.hasOwn(WORDS, action) ? WORDS[action] : undefined) ?? action.replaceAll(/[._]/g, ' ');

/** The name of a person stays; a key or a service says what it is. */
export const actorWords = (actor: string): string => (actor.startsWith('key:') ? `API key …${actor.slice(-4)}` : actor);

/** `type apiKey, “Shipcloud”`. */
export function detailText(details: Readonly<Record<string, Json>>): string {
  return Object.entries(details).map(([key, value]) => (key === 'name' ? `“${String(value)}”` : `${key} ${typeof value === 'object' ? listText(value) : String(value)}`)).join(', ');
}

const listText = (value: Json): string => (Array.isArray(value) ? value.map(String).join(' and ') : JSON.stringify(value));
