// When a failed step is tried again: n8n's fixed wait, or Weft's own rule with growing waits (engine.md 8.8).
import { retryWait } from '~/lib/retry';
import type { WorkflowNode } from '~/lib/workflow';

export interface RetryPlan {
  /** Tries in all, 1 for a node that is not tried again. */
  tries: number;
  /** Milliseconds between the end of try `attempt` (1 for the first) and the start of the next. */
  waitAfter(attempt: number): number;
}

const clamp = (value: number | undefined, fallback: number, least: number, most: number): number => Math.min(most, Math.max(least, value ?? fallback));

const ONCE: RetryPlan = { tries: 1, waitAfter: () => 0 };

/** n8n's limits hold for n8n's keys, so that its files behave as they did there; `retry` is Weft's and replaces them. */
export function retryPlan({ retryOnFail, maxTries, waitBetweenTries, retry }: Pick<WorkflowNode, 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'retry'>): RetryPlan {
  if (!retryOnFail) return ONCE;
  if (retry) return { tries: retry.tries, waitAfter: attempt => retryWait(retry, attempt) };
  const wait = clamp(waitBetweenTries, 1000, 0, 5000);
  return { tries: clamp(maxTries, 3, 2, 5), waitAfter: () => wait };
}
