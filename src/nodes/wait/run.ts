// Wait: asks the engine to suspend the execution; the items pass on when the time has come.
import type { RunNode } from '../contract';
import { readForm } from '../forms/page';
import { afterSpan, atDate, limitOf } from '../moments';
import { passAll } from '../passed';
import type { wait } from './definition';

export const runWait: RunNode<typeof wait> = ({ items, parameters: reader, tools, execution }) => {
  const parameters = reader.at();
  const outputs = [passAll(items)];
  const now = tools.now();
  const zone = execution.timezone;
  if (parameters.resume === 'form' || parameters.resume === 'webhook') {
    const limit = parameters.limitWaitTime ? { until: limitOf(parameters, now, zone) } : {};
    if (parameters.resume === 'form') return { outputs, wait: { kind: 'webhook', method: 'POST', form: readForm(parameters), ...limit } };
    const { httpMethod: method, responseMode, responseCode, options } = parameters;
    return { outputs, wait: { kind: 'webhook', method, responseMode, responseCode, ...(options.webhookSuffix ? { suffix: options.webhookSuffix } : {}), ...limit } };
  }
  const until = parameters.resume === 'specificTime' ? atDate(now, parameters.dateTime, zone) : afterSpan(now, parameters.amount, parameters.unit);
  return until <= now ? outputs : { outputs, wait: { kind: 'time', until } };
};
