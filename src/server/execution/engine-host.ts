// What the engine asks of Weft during one execution: steps go to the journal and to those who watch, nodes get their tools.
import type { EngineHost, StepRecord } from '~/engine/execution';
import type { Item } from '~/engine/items';
import { wayOut } from '~/interop/way-out';
import { AppError } from '~/lib/errors';
import { newId } from '~/lib/ids';
import { sleep } from '~/lib/sleep';
import type { HttpAnswer } from '~/nodes/contract';
import { findRun } from '~/nodes/runs';
import type { OpenExecution } from '~/server/repositories/journal';
import { definitionOf } from '~/server/workflows/extract';
import { type Live, summarizeStep } from './live';
import type { LoadedWorkflow } from './loaded-workflow';
import { createTools, type ToolScope, type ToolServices } from './tools';

interface Execution {
  open: OpenExecution;
  workflow: LoadedWorkflow;
  staticData: ToolScope['staticData'];
  files: ToolScope['files'];
  /** SHA-256 of the token of the URL that nodes give out. */
  resumeKey: string;
  onAnswer?: (answer: HttpAnswer) => void;
  onSaid?: (text: string) => void;
}

export interface ExecutionHost extends EngineHost {
  /** Output items of the step that ended last. */
  lastItems(): Item[];
}

export function createEngineHost(services: ToolServices & { live: Live }, { open, workflow, staticData, files, resumeKey, onAnswer, onSaid }: Execution): ExecutionHost {
  const { journal, live } = services;
  const { orgId, workflowId, id: executionId, fence, depth } = open;
  let lastItems: Item[] = [];
  const write = (step: StepRecord) => ({ orgId, executionId, fence, step: step.status === 'waiting' && step.wait?.kind === 'webhook' ? { ...step, wait: { key: resumeKey, ...step.wait } } : step });
  const show = (step: StepRecord): void => {
    if (!live.idle(orgId)) live.emit({ kind: 'step', orgId, workflowId, executionId, step: summarizeStep(step) });
  };
  return {
    lastItems: () => lastItems,
    definition: definitionOf,
    behaviour: findRun,
    wayOut: node => wayOut(node.type, node.parameters, node.typeVersion),
    now: () => Date.now(),
    newId,
    sleep,
    tools(step, signal) {
      const node = workflow.definition.nodes.find(candidate => candidate.id === step.nodeId);
      if (!node) throw new AppError('internal', `The node ${step.node} is not part of the version`);
      return createTools(services, { orgId, executionId, workflowId, fence, node, staticData, depth, files, ...(onSaid ? { say: onSaid } : {}) }, step, signal);
    },
    started(step) {
      show(step);
      return step.effect === 'write' ? journal.stepDurably(write(step)) : undefined;
    },
    finished(step) {
      if (step.outputs && !step.call) lastItems = step.outputs.find(items => items.length > 0) ?? [];
      if (step.answer) onAnswer?.(step.answer);
      show(step);
      // What touched the world is on disk before anything follows it; pure steps ride along with the next flush.
      if (step.effect !== 'pure') return journal.stepDurably(write(step));
      journal.step(write(step));
    },
  };
}
