// Wait: asks the engine to suspend the execution; the items pass on when the time has come.
import { parseMoment } from '../conditions/operands';
import { NodeError, type RunNode, type Wait } from '../contract';
import type { ParametersOf } from '../fields';
import { readForm } from '../forms/page';
import { spanMs } from '../moments';
import { passAll } from '../passed';
import type { wait } from './definition';

type Parameters = ParametersOf<typeof wait.parameters>;

function momentOf(value: string, zone: string): number {
  const moment = parseMoment(value, zone);
  if (moment === null) throw new NodeError(value === '' ? 'The date to wait for is empty' : `"${value}" is not a date`);
  return moment;
}

/** Milliseconds since 1970 after which a wait for a call gives up; undefined without a limit. */
function limitOf(parameters: Parameters, now: number, zone: string): number | undefined {
  if (!parameters.limitWaitTime) return undefined;
  if (parameters.limitType === 'atSpecifiedTime') return momentOf(parameters.maxDateAndTime, zone);
  return now + spanMs(parameters.resumeAmount, parameters.resumeUnit);
}

export const runWait: RunNode<typeof wait> = ({ items, parameters: reader, tools, execution }) => {
  const parameters = reader.at();
  const outputs = [passAll(items)];
  const now = tools.now();
  const zone = execution.timezone;
  if (parameters.resume === 'form') {
    const limit = limitOf(parameters, now, zone);
    return { outputs, wait: { kind: 'webhook', method: 'POST', form: readForm(parameters), ...(limit === undefined ? {} : { until: limit }) } };
  }
  if (parameters.resume === 'webhook') {
    const until = limitOf(parameters, now, zone);
    const suffix = parameters.options.webhookSuffix;
    const hold: Wait = {
      kind: 'webhook',
      method: parameters.httpMethod,
      responseMode: parameters.responseMode,
      responseCode: parameters.responseCode,
      ...(suffix === undefined || suffix === '' ? {} : { suffix }),
      ...(until === undefined ? {} : { until }),
    };
    return { outputs, wait: hold };
  }
  const until = parameters.resume === 'specificTime' ? momentOf(parameters.dateTime, zone) : now + spanMs(parameters.amount, parameters.unit);
  return until <= now ? outputs : { outputs, wait: { kind: 'time', until } };
};
