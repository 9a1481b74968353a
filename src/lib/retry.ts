// Weft's own rule for trying a failed step again. n8n's keys (maxTries, waitBetweenTries) know only a fixed, short wait.

export interface RetryRule {
  /** Tries in all, the first included. */
  tries: number;
  /** Milliseconds before the second try. */
  wait: number;
  /** What each further wait is multiplied by; 1 waits equally long each time. */
  factor: number;
  /** Milliseconds that no wait exceeds. */
  maxWait: number;
}

/** Least and most; times in milliseconds. */
export const RETRY_LIMITS = { tries: [2, 20], wait: [0, 24 * 3_600_000], factor: [1, 10] } as const;

/** What the editor begins with: 1 s, 2 s, 4 s, 8 s. */
export const DEFAULT_RETRY: RetryRule = { tries: 5, wait: 1000, factor: 2, maxWait: 5 * 60_000 };

/** Milliseconds between try `attempt` (1 for the first) and the next. */
export const retryWait = ({ wait, factor, maxWait }: RetryRule, attempt: number): number => Math.min(maxWait, Math.round(wait * factor ** (attempt - 1)));
