// Workflows to begin with: each runs at once, without a credential.
import { newId } from '~/lib/ids';
import type { JsonObject } from '~/lib/json';
import { emptyDefinition, type WorkflowDefinition, type WorkflowNode } from '~/lib/workflow';
import type { IconName } from '~/ui/icon';

interface Step {
  name: string;
  type: string;
  typeVersion: number;
  parameters?: JsonObject;
}

export interface Starter {
  id: string;
  title: string;
  icon: IconName;
  steps: readonly Step[];
}

const assign = (fields: [name: string, type: string, value: string | number][]): JsonObject => ({ assignments: { assignments: fields.map(([name, type, value], index) => ({ id: String(index + 1), name, type, value })) } });

export const STARTERS: readonly Starter[] = [
  {
    id: 'webhook', title: 'Receive a webhook and answer it', icon: 'webhook',
    steps: [
      { name: 'When called', type: 'webhook', typeVersion: 2.1, parameters: { httpMethod: 'POST', path: 'hello', responseMode: 'responseNode' } },
      { name: 'Make the answer', type: 'set', typeVersion: 3.4, parameters: assign([['greeting', 'string', '=Hello {{ $json.body.name ?? "you" }}'], ['received', 'string', '={{ $now.toISO() }}']]) },
      { name: 'Answer', type: 'respondToWebhook', typeVersion: 1.5 },
    ],
  },
  {
    id: 'page', title: 'Check a page every hour', icon: 'clock',
    steps: [
      { name: 'Every hour', type: 'scheduleTrigger', typeVersion: 1.3, parameters: { rule: { interval: [{ field: 'hours' }] } } },
      { name: 'Read the page', type: 'httpRequest', typeVersion: 4.4, parameters: { url: 'https://example.com', options: { response: { response: { fullResponse: true, neverError: true } } } } },
      { name: 'Does it answer?', type: 'if', typeVersion: 2.3, parameters: { conditions: { options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 }, combinator: 'and', conditions: [{ id: '1', leftValue: '={{ $json.statusCode }}', rightValue: 200, operator: { type: 'number', operation: 'equals' } }] } } },
      { name: 'Note it', type: 'set', typeVersion: 3.4, parameters: assign([['checked', 'string', '={{ $now.toISO() }}'], ['status', 'number', '={{ $json.statusCode }}']]) },
    ],
  },
  {
    id: 'list', title: 'Turn a list into clean records', icon: 'list-checks',
    steps: [
      { name: 'Start', type: 'manualTrigger', typeVersion: 1 },
      { name: 'A list', type: 'set', typeVersion: 3.4, parameters: { mode: 'raw', jsonOutput: '{\n  "people": [\n    { "name": " Ingrid ", "age": 41 },\n    { "name": "Tomas", "age": 17 },\n    { "name": "Ana", "age": 29 }\n  ]\n}' } },
      { name: 'One item each', type: 'splitOut', typeVersion: 1, parameters: { fieldToSplitOut: 'people' } },
      { name: 'Tidy names', type: 'set', typeVersion: 3.4, parameters: { ...assign([['name', 'string', '={{ $json.name.trim() }}']]), includeOtherFields: true } },
    ],
  },
  {
    id: 'code', title: 'Compute something with JavaScript', icon: 'code-xml',
    steps: [
      { name: 'Start', type: 'manualTrigger', typeVersion: 1 },
      { name: 'Compute', type: 'code', typeVersion: 2, parameters: { jsCode: 'return [1, 2, 3, 5, 8].map(n => ({ json: { n, square: n * n } }));' } },
      { name: 'Sum', type: 'code', typeVersion: 2, parameters: { jsCode: 'const sum = $input.all().reduce((total, item) => total + item.json.square, 0);\nreturn [{ json: { sum } }];' } },
    ],
  },
];

/** The starter as a definition: its steps in a row, wired. */
export function starterDefinition(starter: Starter): WorkflowDefinition {
  const nodes = starter.steps.map((step, index): WorkflowNode => ({
    id: newId(), name: step.name, type: step.type, typeVersion: step.typeVersion, position: { x: index * 272, y: 0 }, parameters: step.parameters ?? {}, ...(step.type === 'webhook' ? { webhookId: newId() } : {}),
  }));
  const edges = nodes.slice(1).map((node, index) => ({ id: newId(), source: (nodes[index] as WorkflowNode).id, sourcePort: 'main:0', target: node.id, targetPort: 'main:0' }) as const);
  return { ...emptyDefinition(), nodes, edges };
}
