// Schedule trigger: its item, and its rules as the scheduler reads them.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { outputsOf, testContext } from '../testing';
import { scheduleTrigger } from './definition';
import { scheduleItem } from './item';
import { describeRules, ruleCron, scheduleRules } from './rules';
import { runScheduleTrigger } from './run';

describe('item', () => {
  it('tells the moment in the zone of the workflow', () => {
    expect(scheduleItem(Date.UTC(2026, 0, 1, 8, 5, 9), 'Europe/Berlin').json).toEqual({
      timestamp: '2026-01-01T09:05:09.000+01:00',
      'Readable date': 'January 1st 2026, 9:05:09 am',
      'Readable time': '9:05:09 am',
      'Day of week': 'Thursday',
      Year: '2026',
      Month: 'January',
      'Day of month': '01',
      Hour: '09',
      Minute: '05',
      Second: '09',
      Timezone: 'Europe/Berlin (UTC+01:00)',
    });
  });
  it.each([[2, '2nd'], [3, '3rd'], [11, '11th'], [12, '12th'], [13, '13th'], [21, '21st'], [24, '24th']])('day %i is the %s', (day, text) => {
    expect(scheduleItem(Date.UTC(2026, 4, day), 'UTC').json['Readable date']).toContain(`May ${text} 2026`);
  });
  it('is made now in a manual run, and taken over otherwise', async () => {
    expect(outputsOf(await runScheduleTrigger(testContext(scheduleTrigger)))[0]?.[0]?.json.Year).toBe('2026');
    expect(await runScheduleTrigger(testContext(scheduleTrigger, { items: [{ a: 1 }] }))).toEqual([[{ json: { a: 1 } }]]);
  });
});

describe('rules', () => {
  const one = (row: JsonObject) => scheduleRules({ rule: { interval: [row] } })[0];
  it.each<[JsonObject, string, string]>([
    [{}, '0 0 0 * * *', 'every day at 00:00'],
    [{ triggerAtHour: 9, triggerAtMinute: '30' }, '0 30 9 * * *', 'every day at 09:30'],
    [{ field: 'seconds' }, '*/30 * * * * *', 'every 30 seconds'],
    [{ field: 'minutes', minutesInterval: 1 }, '0 */1 * * * *', 'every minute'],
    [{ field: 'hours', hoursInterval: null, triggerAtMinute: 15 }, '0 15 */1 * * *', 'every hour at :15'],
    [{ field: 'weeks', triggerAtDay: [5, 1, 1], triggerAtHour: 8 }, '0 0 8 * * 1,5', 'Mon, Fri at 08:00'],
    [{ field: 'weeks', triggerAtDay: [] }, '0 0 0 * * 0', 'Sun at 00:00'],
    [{ field: 'months', triggerAtDayOfMonth: 99 }, '0 0 0 31 * *', 'every month on day 31 at 00:00'],
    [{ field: 'cronExpression', expression: '0 9 * * 1-5' }, '0 0 9 * * 1-5', '0 9 * * 1-5'],
    [{ field: 'cronExpression', expression: '=*/10 0 9 * * 1-5' }, '*/10 0 9 * * 1-5', '*/10 0 9 * * 1-5'],
  ])('%j is %s', (row, cron, text) => {
    expect(ruleCron(one(row) ?? { unit: 'cron', expression: '' })).toBe(cron);
    expect(describeRules({ rule: { interval: [row] } })).toBe(text);
  });
  it('counts what cron cannot say', () => expect(one({ field: 'days', daysInterval: 3 })).toEqual({ unit: 'days', every: 3, hour: 0, minute: 0 }));
  it('is daily when nothing is written, and never with an empty list', () => {
    expect(scheduleRules({})).toEqual([{ unit: 'days', every: 1, hour: 0, minute: 0 }]);
    expect(scheduleRules({ rule: { interval: [] } })).toEqual([]);
    expect(describeRules({ rule: { interval: [] } })).toBe('never');
    expect(describeRules({ rule: { interval: [{}, {}] } })).toBe('every day at 00:00, +1 more');
  });
});
