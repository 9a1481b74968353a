// Time spans as nodes take them.
import { NodeError } from './contract';

const UNIT_MS: Record<string, number> = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** Milliseconds of `amount` seconds, minutes, hours or days. */
export function spanMs(amount: unknown, unit: string): number {
  const number = Number(amount);
  if (!Number.isFinite(number) || number < 0) throw new NodeError(`"${String(amount)}" is not an amount of time`);
  const factor = Object.hasOwn(UNIT_MS, unit) ? UNIT_MS[unit] : undefined;
  if (factor === undefined) throw new NodeError(`The unit "${unit}" is not known`);
  return number * factor;
}

/** Resolves after `ms`, or rejects when `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new NodeError('The step was cancelled'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
