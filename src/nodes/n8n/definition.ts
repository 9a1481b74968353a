// n8n: asks the Weft the workflow runs in, for workflow files that work on n8n's own API.
import { defineNode } from '../contract';
import { boolean, collection, json, locator, notice, number, options, string } from '../fields';
import { shortText } from '../subtitle';

const WORKFLOW = { resource: ['workflow'] } as const;
const EXECUTION = { resource: ['execution'] } as const;
const CREDENTIAL = { resource: ['credential'] } as const;
const LISTS = { resource: ['workflow', 'execution'], operation: ['getAll'] } as const;

const FIRST: Record<string, string> = { credential: 'create', audit: 'generate' };

export const n8n = defineNode({
  type: 'n8n',
  label: 'Weft',
  description: 'Works on workflows, executions and credentials of this Weft',
  group: 'app',
  icon: 'workflow',
  aliases: ['n8n', 'api', 'backup', 'workflows', 'executions', 'self'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.n8n'],
  withoutCredentials: true,
  inputs: [{}],
  outputs: [{}],
  parameters: {
    scope: notice('Reaches the organization this workflow belongs to, with the rights of the person it belongs to and at most those of an editor. It needs no credential.'),
    resource: options({
      label: 'Resource',
      default: 'workflow',
      fixed: true,
      options: [
        { value: 'workflow', label: 'Workflow' },
        { value: 'execution', label: 'Execution' },
        { value: 'credential', label: 'Credential' },
        { value: 'audit', label: 'Security audit', help: 'Cannot run in Weft' },
      ],
    }),
    operation: options({
      label: 'Operation',
      default: 'getAll',
      fixed: true,
      options: [
        { value: 'getAll', label: 'Get many', help: 'Workflows, executions' },
        { value: 'get', label: 'Get', help: 'Workflow, execution' },
        { value: 'create', label: 'Create', help: 'Workflow, credential' },
        { value: 'update', label: 'Update', help: 'Workflow' },
        { value: 'delete', label: 'Delete' },
        { value: 'activate', label: 'Activate', help: 'Publishes the workflow' },
        { value: 'deactivate', label: 'Deactivate', help: 'Takes the workflow down' },
        { value: 'getSchema', label: 'Get schema', help: 'Credential' },
        { value: 'generate', label: 'Generate', help: 'Security audit' },
      ],
    }),
    workflowId: locator({ label: 'Workflow', required: true, list: 'workflows', show: { ...WORKFLOW, operation: ['get', 'update', 'delete', 'activate', 'deactivate'] } }),
    workflowObject: json({ label: 'Workflow file', help: 'In the format of n8n or Weft', show: { ...WORKFLOW, operation: ['create', 'update'] } }),
    executionId: string({ label: 'Execution id', required: true, show: { ...EXECUTION, operation: ['get', 'delete'] } }),
    returnAll: boolean({ label: 'Return all', default: true, show: LISTS }),
    limit: number({ label: 'Limit', default: 100, min: 1, max: 1000, show: { ...LISTS, returnAll: [false] } }),
    filters: collection({
      label: 'Filters',
      show: LISTS,
      fields: {
        activeWorkflows: boolean({ label: 'Published only', default: true, show: { '/resource': ['workflow'] } }),
        tags: string({ label: 'Tags', placeholder: 'a, b', help: 'Workflows with all of them', show: { '/resource': ['workflow'] } }),
        name: string({ label: 'Name', show: { '/resource': ['workflow'] } }),
        workflowId: locator({ label: 'Workflow', list: 'workflows', show: { '/resource': ['execution'] } }),
        status: options({
          label: 'Status',
          default: 'success',
          show: { '/resource': ['execution'] },
          options: [
            { value: 'success', label: 'Success' },
            { value: 'error', label: 'Failed' },
            { value: 'waiting', label: 'Waiting' },
            { value: 'running', label: 'Running' },
            { value: 'canceled', label: 'Cancelled' },
          ],
        }),
      },
    }),
    options: collection({
      label: 'Options',
      show: { ...EXECUTION, operation: ['get', 'getAll'] },
      fields: { activeWorkflows: boolean({ label: 'Include the data of the steps' }) },
    }),
    name: string({ label: 'Name', required: true, show: { ...CREDENTIAL, operation: ['create'] } }),
    credentialTypeName: string({ label: 'Credential type', required: true, placeholder: 'httpHeaderAuth', show: { ...CREDENTIAL, operation: ['create', 'getSchema'] } }),
    data: json({ label: 'Fields', placeholder: '{ "name": "X-Key", "value": "…" }', help: 'A person still has to say to which hosts it may be sent.', show: { ...CREDENTIAL, operation: ['create'] } }),
    credentialId: string({ label: 'Credential id', required: true, show: { ...CREDENTIAL, operation: ['delete'] } }),
  },
  effect: ({ operation, resource }) => (['get', 'getAll', 'getSchema'].includes(String(operation ?? FIRST[String(resource)] ?? 'getAll')) ? 'read' : 'write'),
  subtitle: ({ resource = 'workflow', operation = 'getAll' }) => `${shortText(resource)}: ${shortText(operation).replace('getAll', 'get many')}`,
  // Which operation a file means when it names none depends on the resource.
  fold: (parameters, typeVersion) => {
    const first = typeof parameters.resource === 'string' && parameters.operation === undefined && Object.hasOwn(FIRST, parameters.resource) ? FIRST[parameters.resource] : undefined;
    return { typeVersion, parameters: first === undefined ? parameters : { ...parameters, operation: first } };
  },
});
