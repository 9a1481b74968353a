// Poll times as cron texts.
import { expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { pollCrons } from './rules';

it.each<[JsonObject, string[]]>([
  [{}, ['49 * * * * *']],
  [{ pollTimes: { item: [{ mode: 'everyMinute' }, { mode: 'everyHour', minute: 5 }] } }, ['49 * * * * *', '49 5 * * * *']],
  [{ pollTimes: { item: [{ hour: '9', minute: 30 }, { mode: 'everyWeek', weekday: '0', hour: 1 }, { mode: 'everyMonth', dayOfMonth: 31 }] } }, ['49 30 9 * * *', '49 0 1 * * 0', '49 0 14 31 * *']],
  [{ pollTimes: { item: [{ mode: 'everyX', unit: 'minutes', value: 10 }, { mode: 'everyX', unit: 'hours', value: 99 }] } }, ['49 */10 * * * *', '49 0 */23 * * *']],
  [{ pollTimes: { item: [{ mode: 'custom', cronExpression: '0 9 * * 1' }, { mode: 'custom', cronExpression: '* * * * * *' }] } }, ['49 0 9 * * 1', '49 * * * * *']],
])('%j', (parameters, wanted) => expect(pollCrons(parameters, '1')).toEqual(wanted));
