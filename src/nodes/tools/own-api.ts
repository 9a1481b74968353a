// What a workflow may ask of the Weft it runs in. Types only: nodes ask through `tools.weft`, server/workflows answers, with the
// rights of an editor and inside the workflow's own organization.
import type { Json, JsonObject } from '~/lib/json';

export type OwnCall =
  | { resource: 'workflow'; operation: 'getAll'; name?: string; tags?: string[]; activeOnly?: boolean; limit: number }
  | { resource: 'workflow'; operation: 'get' | 'delete' | 'activate' | 'deactivate'; id: string }
  /** A workflow file of n8n or Weft. */
  | { resource: 'workflow'; operation: 'create'; file: JsonObject }
  | { resource: 'workflow'; operation: 'update'; id: string; file: JsonObject }
  | { resource: 'execution'; operation: 'getAll'; workflowId?: string; status?: string; limit: number; withData: boolean }
  | { resource: 'execution'; operation: 'get'; id: string; withData: boolean }
  | { resource: 'execution'; operation: 'delete'; id: string }
  | { resource: 'credential'; operation: 'create'; name: string; type: string; fields: JsonObject }
  | { resource: 'credential'; operation: 'delete'; id: string }
  | { resource: 'credential'; operation: 'getSchema'; type: string };

/** Objects with n8n's names of fields; a list for `getAll`. */
export type AskWeft = (call: OwnCall) => Promise<Json>;
