// Entry of a workshop child: does one job after the other. Started with an empty environment.
import { messageOf } from '~/lib/errors';
import { isNodeError } from '~/nodes/each-item';
import { runJob } from './jobs';
import type { JobAnswer, JobRequest } from './protocol';

async function answerTo({ name, input }: JobRequest): Promise<JobAnswer> {
  try {
    return { ok: true, output: await runJob(name, input as never) };
  } catch (error) {
    if (isNodeError(error)) return { ok: false, message: error.message, ...(error.description === undefined ? {} : { description: error.description }) };
    return { ok: false, message: `The file cannot be worked on: ${messageOf(error, 300)}` };
  }
}

process.on('message', async request => {
  process.send?.(await answerTo(request as JobRequest));
});
// The parent is gone.
process.on('disconnect', () => process.exit(0));
