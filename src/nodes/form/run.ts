// Form (engine-nodes.md 9.5): a page suspends the execution until it is sent; an ending is kept for the person who waits for it.
import { NodeError, type RunContext, type RunNode } from '../contract';
import type { ParametersOf } from '../fields';
import { readForm } from '../forms/page';
import { limitOf } from '../moments';
import { passAll } from '../passed';
import type { form } from './definition';
import type { FormEnding } from './ending';

type Parameters = ParametersOf<typeof form.parameters>;

function ending(parameters: Parameters, context: RunContext<Parameters>): FormEnding {
  const { respondWith, redirectUrl, completionTitle, completionMessage, responseText, inputDataFieldName } = parameters;
  switch (respondWith) {
    case 'redirect': {
      const url = redirectUrl.trim();
      if (!/^https?:\/\//i.test(url)) throw new NodeError(url === '' ? 'The URL to redirect to is empty' : 'The URL to redirect to must start with http:// or https://');
      return { kind: 'redirect', url };
    }
    case 'showText': return { kind: 'page', text: responseText };
    case 'returnBinary': {
      const files = context.items[0]?.binary ?? {};
      const name = inputDataFieldName || 'data';
      const file = Object.hasOwn(files, name) ? files[name] : undefined;
      if (!file) throw new NodeError(`The item has no file "${name}"`);
      return { kind: 'message', title: completionTitle || 'Done', text: completionMessage, file };
    }
    default: return { kind: 'message', title: completionTitle || 'Done', text: completionMessage };
  }
}

export const runForm: RunNode<typeof form> = context => {
  const { items, parameters: reader, tools, execution } = context;
  const parameters = reader.at();
  const outputs = [passAll(items)];
  if (parameters.operation === 'completion') return { outputs, state: { ending: JSON.parse(JSON.stringify(ending(parameters, context))) } };
  const page = readForm(parameters);
  if (page.fields.length === 0) throw new NodeError('The form page has no fields');
  const until = parameters.limitWaitTime ? limitOf(parameters, tools.now(), execution.timezone) : undefined;
  return { outputs, wait: { kind: 'webhook', method: 'POST', form: page, ...(until === undefined ? {} : { until }) } };
};
