// Triggers for which something stays open while their workflow is live: streams, watches, and what happens to workflows
// themselves. One sweep brings what is open in line with what is live.
import { messageOf } from '~/lib/errors';
import type { JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { findDefinition } from '~/nodes/definitions';
import { type LifecycleEvent, lifecycleItem } from '~/nodes/lifecycle';
import type { Executor } from '../executor';
import type { LoadedWorkflow, WorkflowLoader } from '../loaded-workflow';
import { type PollSettings, pollOnce } from '../poll';
import type { ToolServices } from '../tools';
import { openFileWatch } from './files';
import { openSse } from './sse';

const SWEEP_MS = 2000;
/** Failures in a row before a person is told: a stream that is opened again after a second is no news. */
const TELL_AFTER = 3;

export interface StandingContext {
  orgId: string;
  /** What the node's run says. */
  config: JsonObject;
  /** Starts an execution with one item. */
  emit(json: JsonObject): Promise<void>;
  /** A problem in words, or null when all is well; `forGood`: it does not go away by itself. */
  report(problem: string | null, forGood?: boolean): void;
  signal: AbortSignal;
}

/** Opens something and returns; it ends with the signal. */
export type OpenStanding = (context: StandingContext) => void;

interface Live { orgId: string; workflowId: string; versionId: string; nodeId: string }
interface Held { versionId: string; controller: AbortController }

export function createStanding(services: ToolServices & { executor: Executor; loader: WorkflowLoader }, settings: PollSettings, log: (message: string, details: object) => void) {
  const { repositories, executor, loader } = services;
  const openers: Record<string, OpenStanding> = { sseTrigger: openSse(services.egress), localFileTrigger: openFileWatch(services.filesRoot) };
  const held = new Map<string, Held>();
  let last = 0;
  let first = true;

  async function sweep(): Promise<void> {
    if (Date.now() - last < SWEEP_MS) return;
    last = Date.now();
    const live = await repositories.workflows.liveEventTriggers();
    const wanted = new Set(live.map(keyOf));
    for (const [key, { controller }] of held) {
      if (wanted.has(key)) continue;
      controller.abort();
      held.delete(key);
    }
    for (const one of live) {
      const before = held.get(keyOf(one));
      if (before?.versionId === one.versionId) continue;
      before?.controller.abort();
      const controller = new AbortController();
      held.set(keyOf(one), { versionId: one.versionId, controller });
      await open(one, first ? 'init' : before ? 'update' : 'activate', controller.signal).catch(error => log('a trigger could not be opened', { workflowId: one.workflowId, message: messageOf(error, 300) }));
    }
    first = false;
  }

  async function open({ orgId, workflowId, versionId, nodeId }: Live, event: LifecycleEvent, signal: AbortSignal): Promise<void> {
    const workflow = await loader.load(orgId, versionId);
    const node = workflow.definition.nodes.find(candidate => candidate.id === nodeId);
    if (!node || !findDefinition(node.type)?.stands) return;
    const emit = async (json: JsonObject) => {
      if (!signal.aborted) await executor.start({ orgId, workflowId, versionId, mode: 'trigger', startNode: node.name, input: [[{ json }]] });
    };
    const report = reporter(orgId, workflow, node);
    let config: JsonObject;
    try {
      config = (await pollOnce(services, settings, { orgId, workflowId, workflowName: workflow.name, definition: workflow.definition, node, mode: 'trigger', state: {} })).items[0]?.json ?? {};
    } catch (error) {
      return report(messageOf(error, 300), true);
    }
    const opener = openers[node.type];
    if (opener) opener({ orgId, config, emit, report, signal });
    else if (Array.isArray(config.events) && config.events.includes(event)) await emit(lifecycleItem(node.type, event, workflowId, Date.now()).json);
  }

  function reporter(orgId: string, workflow: LoadedWorkflow, node: WorkflowNode): StandingContext['report'] {
    let failures = 0;
    return (problem, forGood = false) => {
      failures = problem === null ? 0 : failures + 1;
      if (problem === null || (failures !== TELL_AFTER && !forGood)) return;
      log('a trigger does not work', { workflowId: workflow.workflowId, node: node.name, message: problem });
      void repositories.notifications.create(orgId, { userId: null, type: 'trigger_failed', title: `"${node.name}" does not work`.slice(0, 200), link: `/workflows/${workflow.workflowId}`, message: `${problem} It is the trigger of "${workflow.name}"${forGood ? ', which does not start until it is set right and published again' : ' and tries again'}.` }).catch(() => {});
    };
  }

  return {
    sweep,
    close(): void {
      for (const { controller } of held.values()) controller.abort();
      held.clear();
    },
  };
}

export type Standing = ReturnType<typeof createStanding>;

const keyOf = ({ workflowId, nodeId }: Live): string => `${workflowId}/${nodeId}`;
