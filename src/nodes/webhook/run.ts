// Webhook: the ingress starts executions with this node's items; a manual run has none unless data is pinned.
import { NodeError, type RunNode } from '../contract';
import type { webhook } from './definition';
import { webhookMethods } from './methods';

export const runWebhook: RunNode<typeof webhook> = ({ items, parameters }) => {
  if (items.length === 0) {
    throw new NodeError('The webhook has received no call', { description: 'Listen for a test call and call the test URL, or pin data to this node.' });
  }
  const outputs = webhookMethods(parameters.raw).map((): typeof items => []);
  outputs[0] = items;
  return outputs;
};
