// When a polling trigger looks for something new: `pollTimes.item[]` as six-field cron texts. Browser-safe.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';

function whole(value: Json | undefined, fallback: number, min: number, max: number): number {
  if (value === undefined || value === null || value === '') return fallback;
  const number = Math.floor(Number(value));
  return Number.isFinite(number) ? Math.min(max, Math.max(min, number)) : fallback;
}

/** The second within the minute at which a node polls: different nodes, different seconds, so that they do not all come at once. */
function secondOf(nodeId: string): number {
  let sum = 0;
  for (const character of nodeId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 60;
  return sum;
}

function cronOf(row: JsonObject, second: number): string {
  const minute = whole(row.minute, 0, 0, 59);
  const hour = whole(row.hour, 14, 0, 23);
  switch (row.mode ?? 'everyDay') {
    case 'everyMinute': return `${second} * * * * *`;
    case 'everyHour': return `${second} ${minute} * * * *`;
    case 'everyWeek': return `${second} ${minute} ${hour} * * ${whole(row.weekday, 1, 0, 6)}`;
    case 'everyMonth': return `${second} ${minute} ${hour} ${whole(row.dayOfMonth, 1, 1, 31)} * *`;
    case 'everyX': return row.unit === 'minutes' ? `${second} */${whole(row.value, 2, 1, 59)} * * * *` : `${second} 0 */${whole(row.value, 2, 1, 23)} * * *`;
    case 'custom': {
      const expression = String(row.cronExpression ?? '').replace(/^=/, '').trim();
      // Seconds are not offered: a poll is a request to somebody else's server.
      return expression.split(/\s+/).length === 5 ? `${second} ${expression}` : expression.replace(/^\S+/, String(second));
    }
    default: return `${second} ${minute} ${hour} * * *`;
  }
}

/** Nothing written means every minute, as in n8n. */
export function pollCrons(parameters: JsonObject, nodeId: string): string[] {
  const times = parameters.pollTimes;
  const list = isPlainObject(times) ? (times as JsonObject).item : undefined;
  const rows = Array.isArray(list) && list.length > 0 ? list : [{ mode: 'everyMinute' }];
  return rows.map(row => cronOf(isPlainObject(row) ? (row as JsonObject) : {}, secondOf(nodeId)));
}
