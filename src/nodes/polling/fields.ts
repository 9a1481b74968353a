// The parameter of polling triggers that says when they look. Names are n8n's.
import { number, options, rows, string } from '../fields';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].map((label, index) => ({ value: String(index), label }));

export const pollTimes = rows({
  label: 'Poll times', key: 'item', addLabel: 'Add poll time', help: 'Every minute where none is given. Times are in the time zone of the workflow.',
  fields: {
    mode: options({
      label: 'Mode', default: 'everyDay', fixed: true,
      options: [
        { value: 'everyMinute', label: 'Every minute' }, { value: 'everyHour', label: 'Every hour' }, { value: 'everyDay', label: 'Every day' }, { value: 'everyWeek', label: 'Every week' },
        { value: 'everyMonth', label: 'Every month' }, { value: 'everyX', label: 'Every …' }, { value: 'custom', label: 'Cron expression' },
      ],
    }),
    hour: number({ label: 'Hour', default: 14, min: 0, max: 23, hide: { mode: ['custom', 'everyHour', 'everyMinute', 'everyX'] } }),
    minute: number({ label: 'Minute', default: 0, min: 0, max: 59, hide: { mode: ['custom', 'everyMinute', 'everyX'] } }),
    dayOfMonth: number({ label: 'Day of month', default: 1, min: 1, max: 31, show: { mode: ['everyMonth'] } }),
    weekday: options({ label: 'Weekday', default: '1', options: WEEKDAYS, show: { mode: ['everyWeek'] } }),
    cronExpression: string({ label: 'Cron expression', placeholder: '0 9 * * 1-5', show: { mode: ['custom'] } }),
    value: number({ label: 'Every', default: 2, min: 1, max: 59, show: { mode: ['everyX'] } }),
    unit: options({ label: 'Unit', default: 'hours', options: [{ value: 'minutes', label: 'Minutes' }, { value: 'hours', label: 'Hours' }], show: { mode: ['everyX'] } }),
  },
});
