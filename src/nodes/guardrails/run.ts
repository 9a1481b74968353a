// Guardrails: a text that breaks a rule goes to the second output, or comes out without what was found.
import type { Item } from '~/engine/items';
import type { Json } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { errorOfItem, failedItem, isSuspended } from '../each-item';
import { modelOf } from '../ai/models';
import { type Check, keywordCheck, masked, modelCheck, type Parameters, plainChecks, rulesOf } from './checks';
import type { guardrails } from './definition';

/** Characters: three dozen expressions are run over them, while nothing else is done. */
const MAX_TEXT = 200_000;

export const runGuardrails: RunNode<typeof guardrails> = async context => {
  const sanitizing = context.parameters.get('operation') === 'sanitize';
  const outputs: Item[][] = sanitizing ? [[]] : [[], []];
  for (const index of context.items.keys()) {
    try {
      const { output, text, checks } = await judge(context, index);
      outputs[output]?.push({ json: { guardrailsInput: text, checks: checks.map(check => check.shown) as Json }, pairedItem: { item: index } });
    } catch (error) {
      if (!context.continueOnFail || isSuspended(error)) throw errorOfItem(error, index);
      outputs.at(-1)?.push(failedItem(error, index));
    }
  }
  return outputs;
};

async function judge(context: RunContext<Parameters>, index: number): Promise<{ output: number; text: string; checks: Check[] }> {
  const parameters = context.parameters.at(index);
  const { operation, text, guardrails: given } = parameters;
  if (Object.keys(given).length === 0) throw new NodeError('No guardrail is chosen', { description: 'Add at least one.' });
  if (text.length > MAX_TEXT) throw new NodeError(`The text is too long to be checked: it has ${text.length} characters`, { description: `At most ${MAX_TEXT} can be: cut it into parts first.` });
  const plain = plainChecks(text, given);
  if (operation === 'sanitize') return { output: 0, text: masked(text, plain), checks: plain };
  const broken = plain.filter(isBroken);
  // A model is not asked about a text that has failed already.
  if (broken.length > 0) return { output: 1, text, checks: broken };
  const rules = rulesOf(given);
  const later: Check[] = given.keywords === undefined ? [] : [keywordCheck(text, given.keywords)];
  if (rules.length > 0) {
    const model = modelOf(context.subNodes('ai_languageModel'), index);
    for (const rule of rules) later.push(await modelCheck(model, text, rule, parameters, context.continueOnFail));
  }
  const failed = later.filter(isBroken);
  return failed.length > 0 ? { output: 1, text, checks: failed } : { output: 0, text, checks: [...plain, ...later] };
}

const isBroken = ({ shown }: Check): boolean => shown.triggered;
