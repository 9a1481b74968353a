// Model selector: asks the model of the first rule that fits.
import { conditionsHold } from '../conditions/evaluate';
import { NodeError, type RunNode } from '../contract';
import { ask, type ModelRequest, requestOf } from '../ai/protocols';
import type { modelSelector } from './definition';

export const runModelSelector: RunNode<typeof modelSelector> = async ({ call, parameters, subNodes, execution }) => {
  const request = requestOf<ModelRequest>(call, 'a model');
  const rule = (parameters.get('rules').rule ?? []).find(({ conditions }) => conditionsHold(conditions, execution.timezone));
  if (!rule) throw new NodeError('No rule fits the item', { description: 'Add a rule that always does, for the model to fall back on.' });
  const port = Number(rule.modelIndex) - 1;
  const model = subNodes('ai_languageModel').find(node => node.port === port);
  if (!model) throw new NodeError(`Model ${port + 1} is not connected`);
  return [(await ask(model, request)).map(({ json }) => ({ json }))];
};
