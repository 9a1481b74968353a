// Until when a step waits: spans and moments as nodes take them.
import { parseMoment } from './conditions/operands';
import { NodeError } from './contract';

const UNIT_MS: Record<string, number> = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** The last moment the database can note. */
const END = Date.UTC(9999, 11, 31);

/** Moments in milliseconds since 1970; one that is over is `now`. Throws NodeError for one that never comes. */
function reachable(moment: number, now: number): number {
  if (moment > END) throw new NodeError('The wait would end after the year 9999');
  return Math.max(now, moment);
}

/** The moment `amount` seconds, minutes, hours or days after `now`. Throws NodeError. */
export function afterSpan(now: number, amount: unknown, unit: string): number {
  const number = Number(amount);
  if (!Number.isFinite(number) || number < 0) throw new NodeError(`"${String(amount)}" is not an amount of time`);
  const factor = Object.hasOwn(UNIT_MS, unit) ? UNIT_MS[unit] : undefined;
  if (factor === undefined) throw new NodeError(`The unit "${unit}" is not known`);
  return reachable(now + number * factor, now);
}

/** The moment a date names; without offset it is in `zone`. Throws NodeError for what is no date. */
export function atDate(now: number, date: string, zone: string): number {
  const moment = parseMoment(date, zone);
  if (moment === null) throw new NodeError(date === '' ? 'The date to wait for is empty' : `"${date}" is not a date`);
  return reachable(moment, now);
}

/** How long a wait for an answer lasts at the most. */
export interface WaitLimit {
  limitType: string;
  resumeAmount: unknown;
  resumeUnit: string;
  maxDateAndTime: string;
}

/** The moment after which a wait for an answer gives up. Throws NodeError. */
export const limitOf = ({ limitType, resumeAmount, resumeUnit, maxDateAndTime }: WaitLimit, now: number, zone: string): number =>
  limitType === 'atSpecifiedTime' ? atDate(now, maxDateAndTime, zone) : afterSpan(now, resumeAmount, resumeUnit);
