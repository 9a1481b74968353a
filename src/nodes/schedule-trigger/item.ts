// The item a schedule trigger starts with.
import { DateTime } from 'luxon';
import type { Item } from '~/engine/items';

function ordinal(day: number): string {
  const tail = day % 100;
  if (tail >= 11 && tail <= 13) return `${day}th`;
  return `${day}${['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'}`;
}

/** `at`: milliseconds since 1970 of the slot; `zone`: IANA name of the workflow's time zone. */
export function scheduleItem(at: number, zone: string): Item {
  const moment = DateTime.fromMillis(at, { zone }).setLocale('en-US');
  const time = moment.toFormat('h:mm:ss a').toLowerCase();
  return {
    json: {
      timestamp: moment.toISO() ?? '',
      'Readable date': `${moment.toFormat('LLLL')} ${ordinal(moment.day)} ${moment.toFormat('yyyy')}, ${time}`,
      'Readable time': time,
      'Day of week': moment.toFormat('EEEE'),
      Year: moment.toFormat('yyyy'),
      Month: moment.toFormat('LLLL'),
      'Day of month': moment.toFormat('dd'),
      Hour: moment.toFormat('HH'),
      Minute: moment.toFormat('mm'),
      Second: moment.toFormat('ss'),
      Timezone: `${zone} (UTC${moment.toFormat('ZZ')})`,
    },
  };
}
