// How a run in the sandbox fails, as the engine sees it.
import { NodeError } from '~/nodes/contract';
import type { FailureKind } from './protocol';

/** `code` says what happened: an error of the person's code, a limit, or a fault of ours (retryable). */
export class SandboxError extends NodeError {
  constructor(
    readonly code: FailureKind,
    message: string,
    readonly logs: readonly { level: string; text: string }[] = [],
  ) {
    super(message, { retryable: code === 'CRASHED' });
  }
}
