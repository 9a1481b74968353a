// Schedule trigger: starts the workflow at fixed times or intervals.
import { defineNode } from '../contract';
import { multiOptions, number, options, rows, string } from '../fields';
import { describeRules } from './rules';

const WEEKDAYS = [
  { value: 1, label: 'Monday' },
  { value: 2, label: 'Tuesday' },
  { value: 3, label: 'Wednesday' },
  { value: 4, label: 'Thursday' },
  { value: 5, label: 'Friday' },
  { value: 6, label: 'Saturday' },
  { value: 0, label: 'Sunday' },
] as const;

export const scheduleTrigger = defineNode({
  type: 'scheduleTrigger',
  label: 'Schedule trigger',
  description: 'Starts the workflow at fixed times or intervals',
  group: 'trigger',
  icon: 'clock',
  aliases: ['cron', 'timer', 'interval', 'every day', 'time'],
  versions: [1, 1.1, 1.2, 1.3],
  n8nTypes: ['n8n-nodes-base.scheduleTrigger'],
  trigger: 'schedule',
  inputs: [],
  outputs: [{}],
  parameters: {
    rule: rows({
      label: 'Trigger times',
      key: 'interval',
      addLabel: 'Add time',
      help: 'Times are in the time zone of the workflow.',
      fields: {
        field: options({
          label: 'Every',
          default: 'days',
          fixed: true,
          options: [
            { value: 'seconds', label: 'Seconds' },
            { value: 'minutes', label: 'Minutes' },
            { value: 'hours', label: 'Hours' },
            { value: 'days', label: 'Days' },
            { value: 'weeks', label: 'Weeks' },
            { value: 'months', label: 'Months' },
            { value: 'cronExpression', label: 'Cron expression' },
          ],
        }),
        secondsInterval: number({ label: 'Seconds between runs', default: 30, min: 1, max: 59, show: { field: ['seconds'] } }),
        minutesInterval: number({ label: 'Minutes between runs', default: 5, min: 1, max: 59, show: { field: ['minutes'] } }),
        hoursInterval: number({ label: 'Hours between runs', default: 1, min: 1, max: 23, show: { field: ['hours'] } }),
        daysInterval: number({ label: 'Days between runs', default: 1, min: 1, max: 31, show: { field: ['days'] } }),
        weeksInterval: number({ label: 'Weeks between runs', default: 1, min: 1, show: { field: ['weeks'] } }),
        monthsInterval: number({ label: 'Months between runs', default: 1, min: 1, show: { field: ['months'] } }),
        triggerAtDay: multiOptions({ label: 'On weekdays', default: [0], options: WEEKDAYS, show: { field: ['weeks'] } }),
        triggerAtDayOfMonth: number({ label: 'On day of the month', default: 1, min: 1, max: 31, show: { field: ['months'] } }),
        triggerAtHour: number({ label: 'At hour', default: 0, min: 0, max: 23, show: { field: ['days', 'weeks', 'months'] } }),
        triggerAtMinute: number({ label: 'At minute', default: 0, min: 0, max: 59, show: { field: ['hours', 'days', 'weeks', 'months'] } }),
        expression: string({ label: 'Cron expression', placeholder: '0 9 * * 1-5', help: 'Five fields, or six with seconds first', show: { field: ['cronExpression'] } }),
      },
    }),
  },
  effect: 'pure',
  subtitle: parameters => describeRules(parameters),
});
