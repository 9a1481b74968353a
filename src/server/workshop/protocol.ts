// What the workshop and its child processes say to each other, over Node's own channel.
import type { JobName } from '~/nodes/tools/jobs';

export interface JobRequest {
  name: JobName;
  input: unknown;
}

export type JobAnswer = { ok: true; output: unknown } | { ok: false; message: string; description?: string; retryable?: boolean };
