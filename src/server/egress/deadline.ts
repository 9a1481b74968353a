// The time an exchange may take: known in part only when it is seen what is exchanged.

export interface Deadline {
  signal: AbortSignal;
  /** Milliseconds from the beginning. */
  limitMs(): number;
  /** Allows `ms` from the beginning, where that is more. */
  extend(ms: number): void;
  clear(): void;
}

export function createDeadline(ms: number): Deadline {
  const controller = new AbortController();
  const started = Date.now();
  let limit = ms;
  const arm = () => setTimeout(() => controller.abort(new DOMException('The time is over', 'TimeoutError')), Math.max(0, started + limit - Date.now())).unref();
  let timer = arm();
  return {
    signal: controller.signal,
    limitMs: () => limit,
    extend(more) {
      if (more <= limit) return;
      limit = more;
      clearTimeout(timer);
      timer = arm();
    },
    clear: () => clearTimeout(timer),
  };
}

export const noDeadline = (): Deadline => ({ signal: new AbortController().signal, limitMs: () => Number.POSITIVE_INFINITY, extend() {}, clear() {} });
