// Reads the rules of a schedule trigger into one strict shape, which the scheduler and the node's subtitle share. Browser-safe.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';

/** One rule. `every` counts units; hour, minute, weekday (0 = Sunday) and day are in the workflow's time zone. */
export type ScheduleRule =
  | { unit: 'seconds' | 'minutes'; every: number }
  | { unit: 'hours'; every: number; minute: number }
  | { unit: 'days'; every: number; hour: number; minute: number }
  | { unit: 'weeks'; every: number; weekdays: number[]; hour: number; minute: number }
  | { unit: 'months'; every: number; day: number; hour: number; minute: number }
  | { unit: 'cron'; expression: string };

/** Values in files may be text or null: anything but a whole number in range becomes `fallback`. */
function whole(value: Json | undefined, fallback: number, min: number, max: number): number {
  if (value === undefined || value === null || value === '') return fallback;
  const number = Math.floor(Number(value));
  return Number.isFinite(number) ? Math.min(max, Math.max(min, number)) : fallback;
}

function readRule(row: JsonObject): ScheduleRule {
  const minute = whole(row.triggerAtMinute, 0, 0, 59);
  const hour = whole(row.triggerAtHour, 0, 0, 23);
  switch (row.field ?? 'days') {
    case 'seconds':
      return { unit: 'seconds', every: whole(row.secondsInterval, 30, 1, 59) };
    case 'minutes':
      return { unit: 'minutes', every: whole(row.minutesInterval, 5, 1, 59) };
    case 'hours':
      return { unit: 'hours', every: whole(row.hoursInterval, 1, 1, 23), minute };
    case 'weeks': {
      const days = Array.isArray(row.triggerAtDay) ? row.triggerAtDay : [row.triggerAtDay ?? 0];
      const weekdays = [...new Set(days.map(day => whole(day, 0, 0, 7) % 7))].sort((a, b) => a - b);
      return { unit: 'weeks', every: whole(row.weeksInterval, 1, 1, 520), weekdays: weekdays.length > 0 ? weekdays : [0], hour, minute };
    }
    case 'months':
      return { unit: 'months', every: whole(row.monthsInterval, 1, 1, 120), day: whole(row.triggerAtDayOfMonth, 1, 1, 31), hour, minute };
    case 'cronExpression':
      return { unit: 'cron', expression: String(row.expression ?? '').replace(/^=/, '').trim() };
    default:
      return { unit: 'days', every: whole(row.daysInterval, 1, 1, 366), hour, minute };
  }
}

/** Rules of a schedule trigger's raw parameters; nothing written means daily at midnight, as in n8n; an empty list never fires. */
export function scheduleRules(parameters: JsonObject): ScheduleRule[] {
  const rule = parameters.rule;
  const list = isPlainObject(rule) ? (rule as JsonObject).interval : undefined;
  const rows = Array.isArray(list) ? list : [{}];
  return rows.map(row => readRule(isPlainObject(row) ? (row as JsonObject) : {}));
}

/**
 * Six-field cron text (seconds first) for one rule. `every` of days, weeks and months beyond what cron can say is left
 * to the scheduler, which counts slots: see `ScheduleRule.every`. Cron expressions of five fields get a leading 0.
 */
export function ruleCron(rule: ScheduleRule): string {
  switch (rule.unit) {
    case 'seconds':
      return `*/${rule.every} * * * * *`;
    case 'minutes':
      return `0 */${rule.every} * * * *`;
    case 'hours':
      return `0 ${rule.minute} */${rule.every} * * *`;
    case 'days':
      return `0 ${rule.minute} ${rule.hour} * * *`;
    case 'weeks':
      return `0 ${rule.minute} ${rule.hour} * * ${rule.weekdays.join(',')}`;
    case 'months':
      return `0 ${rule.minute} ${rule.hour} ${rule.day} * *`;
    case 'cron':
      return rule.expression.split(/\s+/).length === 5 ? `0 ${rule.expression}` : rule.expression;
  }
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const clock = (hour: number, minute: number): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
const every = (n: number, one: string): string => (n === 1 ? `every ${one}` : `every ${n} ${one}s`);

function describeRule(rule: ScheduleRule): string {
  switch (rule.unit) {
    case 'seconds':
      return every(rule.every, 'second');
    case 'minutes':
      return every(rule.every, 'minute');
    case 'hours':
      return rule.minute === 0 ? every(rule.every, 'hour') : `${every(rule.every, 'hour')} at :${String(rule.minute).padStart(2, '0')}`;
    case 'days':
      return `${every(rule.every, 'day')} at ${clock(rule.hour, rule.minute)}`;
    case 'weeks':
      return `${rule.every === 1 ? '' : `${every(rule.every, 'week')}, `}${rule.weekdays.map(day => WEEKDAYS[day]).join(', ')} at ${clock(rule.hour, rule.minute)}`;
    case 'months':
      return `${every(rule.every, 'month')} on day ${rule.day} at ${clock(rule.hour, rule.minute)}`;
    case 'cron':
      return rule.expression || 'no cron expression';
  }
}

/** `every day at 09:00, +1 more`. */
export function describeRules(parameters: JsonObject): string {
  const [first, ...more] = scheduleRules(parameters).map(describeRule);
  return more.length === 0 ? (first ?? 'never') : `${first}, +${more.length} more`;
}
