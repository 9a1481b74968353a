// From schedule triggers to times: cron text per rule, and the next moments it fires.
import { Cron } from 'croner';
import { DateTime } from 'luxon';
import type { WorkflowDefinition } from '~/lib/workflow';
import { findDefinition } from '~/nodes/definitions';
import { pollCrons } from '~/nodes/polling/rules';
import { ruleCron, scheduleRules } from '~/nodes/schedule-trigger/rules';

export interface ScheduleRow {
  nodeId: string;
  rule: number;
  /** Six fields, seconds first. */
  cron: string;
  /** Fires on every n-th day, week or month that the cron text names. */
  every: number;
  timezone: string;
}

/** Schedules of the enabled schedule and polling triggers; `fallback` is the zone of workflows that name none. */
export function schedulesOf(definition: WorkflowDefinition, fallback: string): ScheduleRow[] {
  const timezone = definition.settings.timezone ?? fallback;
  const enabled = definition.nodes.filter(node => !node.disabled);
  const polls = enabled.filter(node => findDefinition(node.type)?.polls).flatMap(node => pollCrons(node.parameters, node.id).map((cron, rule) => ({ nodeId: node.id, rule, cron, timezone, every: 1 })));
  return [...polls, ...enabled.filter(node => node.type === 'scheduleTrigger').flatMap(node =>
    scheduleRules(node.parameters).map((rule, index) => ({
      nodeId: node.id, rule: index, cron: ruleCron(rule), timezone,
      every: rule.unit === 'days' || rule.unit === 'weeks' || rule.unit === 'months' ? rule.every : 1,
    })))];
}

/** The next `count` moments strictly after `from`; empty when it never fires or the text is not cron. */
export function nextTimes(schedule: Pick<ScheduleRow, 'cron' | 'every' | 'timezone'>, from: Date, count: number): Date[] {
  let cron: Cron;
  try {
    cron = new Cron(schedule.cron, { timezone: schedule.timezone, paused: true });
  } catch {
    return [];
  }
  if (schedule.every <= 1) return cron.nextRuns(count, from);
  const weekly = schedule.cron.split(/\s+/)[5] !== '*';
  const times: Date[] = [];
  let after = from;
  while (times.length < count) {
    const next = weekly ? nextWeekly(cron, schedule, after) : cron.nextRuns(schedule.every, after).at(-1);
    if (!next) break;
    times.push(next);
    after = next;
  }
  return times;
}

/** Every n weeks: the rest of the week of `after`, then the week n weeks on. */
function nextWeekly(cron: Cron, schedule: Pick<ScheduleRow, 'every' | 'timezone'>, after: Date): Date | undefined {
  const weekOf = (date: Date) => DateTime.fromJSDate(date, { zone: schedule.timezone }).startOf('week');
  const start = weekOf(after);
  return cron.nextRuns(7 * schedule.every + 7, after).find(candidate => Math.round(weekOf(candidate).diff(start, 'weeks').weeks) % schedule.every === 0);
}
