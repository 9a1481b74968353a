// The scheduler: every second it fires the schedules whose time has come, each slot once over all processes.
import { messageOf } from '~/lib/errors';
import { findDefinition } from '~/nodes/definitions';
import { scheduleItem } from '~/nodes/schedule-trigger/item';
import type { Repositories } from '~/server/repositories/repositories';
import type { Executor } from './executor';
import type { WorkflowLoader } from './loaded-workflow';
import type { Polling } from './polling';
import { nextTimes } from './schedule-rules';
import type { Standing } from './standing/standing';

/** A slot is fired late at the most once: after a longer time down, the missed ones in between are skipped. */
export function createScheduler(services: { repositories: Repositories; executor: Executor; loader: WorkflowLoader; polling: Polling; standing: Standing }, log: (message: string, details: object) => void) {
  async function tick(): Promise<void> {
    await services.standing.sweep().catch(error => log('triggers were not looked after', { message: messageOf(error, 300) }));
    const due = await services.repositories.schedules.due(new Date(), 200);
    for (const schedule of due) {
      const slot = schedule.nextAt as Date;
      try {
        const next = nextTimes(schedule, new Date(Math.max(Date.now(), slot.getTime())), 1)[0] ?? null;
        const taken = await services.repositories.schedules.fire(schedule.orgId, schedule.id, slot, next, null);
        if (!taken || !schedule.versionId) continue;
        const workflow = await services.loader.load(schedule.orgId, schedule.versionId);
        const node = workflow.definition.nodes.find(candidate => candidate.id === schedule.nodeId);
        if (!node) continue;
        if (findDefinition(node.type)?.polls) {
          services.polling.begin({ scheduleId: schedule.id, orgId: schedule.orgId, workflow, node });
          continue;
        }
        await services.executor.start({ orgId: schedule.orgId, workflowId: schedule.workflowId, versionId: schedule.versionId, mode: 'trigger', startNode: node.name, input: [[scheduleItem(slot.getTime(), schedule.timezone)]] });
      } catch (error) {
        log('schedule did not fire', { scheduleId: schedule.id, slot, message: messageOf(error, 300) });
      }
    }
  }
  return { tick };
}
