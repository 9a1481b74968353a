// Polling triggers: at their times they look for something new. New items start an execution, failures are told once and
// slowed down, and nothing stops the schedule.
import { messageOf } from '~/lib/errors';
import type { JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import type { Executor } from './executor';
import type { LoadedWorkflow } from './loaded-workflow';
import { type PollSettings, pollOnce } from './poll';
import type { ToolServices } from './tools';

const AT_ONCE = 8;
const LONGEST_PAUSE_MS = 3_600_000;

export interface DuePoll { scheduleId: string; orgId: string; workflow: LoadedWorkflow; node: WorkflowNode }

/** What is kept of a polling trigger between polls. */
interface Kept { data: JsonObject; failures: number }

export function createPolling(services: ToolServices & { executor: Executor }, settings: PollSettings, log: (message: string, details: object) => void) {
  const { repositories, executor } = services;
  const busy = new Map<string, Promise<void>>();
  /** By schedule: what waits for a free place. */
  const waiting = new Map<string, DuePoll>();

  async function keptOf(due: DuePoll): Promise<Kept> {
    const kept = await repositories.workflows.pollState(due.orgId, due.workflow.workflowId, due.node.id);
    return { data: (kept?.data ?? {}) as JsonObject, failures: Number(kept?.failures ?? 0) };
  }

  const keep = (due: DuePoll, kept: Kept) => repositories.workflows.setPollState(due.orgId, due.workflow.workflowId, due.node.id, { data: kept.data, failures: kept.failures });

  async function poll(due: DuePoll): Promise<void> {
    const { orgId, workflow, node } = due;
    const kept = await keptOf(due);
    const before = JSON.stringify(kept);
    const data = structuredClone(kept.data);
    try {
      const { items, files } = await pollOnce(services, settings, { orgId, workflowId: workflow.workflowId, workflowName: workflow.name, definition: workflow.definition, node, mode: 'trigger', state: data });
      // The execution is accepted first: a crash in between repeats items, it does not lose them.
      if (items.length > 0) await executor.start({ orgId, workflowId: workflow.workflowId, versionId: workflow.versionId, mode: 'trigger', startNode: node.name, input: [items], files });
      const after: Kept = { data, failures: 0 };
      if (JSON.stringify(after) !== before) await keep(due, after);
    } catch (error) {
      await failed(due, { ...kept, failures: kept.failures + 1 }, messageOf(error, 300));
    }
  }

  async function failed(due: DuePoll, kept: Kept, reason: string): Promise<void> {
    const { orgId, workflow, node } = due;
    const pause = Math.min(LONGEST_PAUSE_MS, 60_000 * 2 ** Math.min(kept.failures - 1, 6));
    log('a polling trigger failed', { workflowId: workflow.workflowId, node: node.name, failures: kept.failures, message: reason });
    await keep(due, kept);
    await repositories.schedules.postpone(orgId, due.scheduleId, new Date(Date.now() + pause));
    if (kept.failures !== 1) return;
    await repositories.notifications.create(orgId, {
      userId: null, type: 'poll_failed', title: `"${node.name}" cannot look for new items`.slice(0, 200), link: `/workflows/${workflow.workflowId}`,
      message: `${reason} The trigger of "${workflow.name}" tries again, with longer pauses while it keeps failing.`,
    });
  }

  function next(): void {
    for (const [id, due] of waiting) {
      if (busy.size >= AT_ONCE) return;
      waiting.delete(id);
      busy.set(id, poll(due).catch(error => log('a poll ended with an error of Weft', { workflowId: due.workflow.workflowId, message: messageOf(error, 300) })).finally(() => {
        busy.delete(id);
        next();
      }));
    }
  }

  return {
    /** Begins the poll, or puts it in line. One that still runs from before is enough. */
    begin(due: DuePoll): void {
      if (busy.has(due.scheduleId)) return;
      waiting.set(due.scheduleId, due);
      next();
    },
    /** Waits for the polls that run or stand in line. */
    async settle(): Promise<void> {
      while (busy.size > 0) await Promise.all(busy.values());
    },
  };
}

export type Polling = ReturnType<typeof createPolling>;
