// Running the draft: all of it, one step, or waiting for a test call. What is unsaved is saved first.
import { findDefinition } from '~/nodes/known-definitions';
import type { Json } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { errorText } from '~/trpc/errors';
import { toast, toastError } from '~/ui/toast';
import { rootOf } from '../store/definition';
import { announce, type Editor } from '../store/editor';
import type { StepSummary } from '../store/run-summary';

/** Triggers that are on, top to bottom. */
export function triggersOf(nodes: Iterable<WorkflowNode>): WorkflowNode[] {
  return [...nodes].filter(node => !node.disabled && findDefinition(node.type)?.trigger).sort((a, b) => a.position.y - b.position.y);
}

const kindOf = (node: WorkflowNode): string | undefined => findDefinition(node.type)?.trigger;

/** Triggers that wait for someone outside: they are listened to instead of run, unless their data is pinned. */
function awaits(editor: Editor, node: WorkflowNode): boolean {
  const kind = kindOf(node);
  return (kind === 'webhook' || kind === 'form') && !Object.hasOwn(editor.document.getState().doc.pinData, node.name);
}

export const isRunning = (status: string | undefined): boolean => status === 'pending' || status === 'running';

interface RunOptions {
  startNode?: string;
  destination?: string;
  from?: string;
  /** The execution on screen: its results are kept where they still hold. */
  reuse?: string;
  /** What the trigger gives. */
  items?: Json[];
}

async function start(editor: Editor, options: RunOptions): Promise<void> {
  if (!editor.canRun) return void toast('Your role may not run workflows');
  editor.run.setState({ starting: true });
  try {
    await editor.save.current();
    const { executionId } = await editor.api.workflows.run.mutate({ id: editor.workflowId, ...options });
    follow(editor, executionId);
    announce(editor, 'Execution started');
  } catch (error) {
    toastError('The workflow was not started', errorText(error));
  } finally {
    editor.run.setState({ starting: false });
  }
}

/** Shows an execution from now on: its events arrive through the subscription that follows `execution.id`. */
export function follow(editor: Editor, executionId: string, status = 'pending'): void {
  const { nodes, edges } = editor.document.getState().doc;
  editor.run.begin({ id: executionId, status, startedAt: null, endedAt: null, durationMs: null, error: null }, nodes, [...edges.values()]);
}

/** Runs from a trigger. With several, `startNode` says which; a webhook without pinned data is listened to. */
export async function runWorkflow(editor: Editor, startNode?: string): Promise<void> {
  const { doc } = editor.document.getState();
  if (isRunning(editor.run.getState().execution?.status)) return;
  const triggers = triggersOf(doc.nodes.values());
  const chosen = startNode ? doc.nodes.get(startNode) : (triggers.find(node => kindOf(node) === 'manual') ?? triggers[0]);
  if (!chosen) {
    toast('Add a trigger first', { description: 'A workflow starts at a trigger: a webhook, a schedule or by hand.', action: { label: 'Add trigger', onPress: () => editor.view.setState({ picker: { screen: null } }) } });
    return;
  }
  if (kindOf(chosen) === 'chat' && !Object.hasOwn(doc.pinData, chosen.name)) return editor.view.setState({ panel: chosen.id, panelTab: 'parameters' });
  if (awaits(editor, chosen)) return listen(editor);
  return start(editor, { startNode: chosen.id });
}

/** Runs a chat trigger with a message of this person's own session. */
export async function sendMessage(editor: Editor, startNode: string, chatInput: string): Promise<void> {
  if (isRunning(editor.run.getState().execution?.status)) return;
  return start(editor, { startNode, items: [{ sessionId: `editor-${editor.workflowId}`, action: 'sendMessage', chatInput }] });
}

/** The execution on screen, once it has ended. */
const shown = (editor: Editor): { reuse?: string } => {
  const { execution } = editor.run.getState();
  return execution?.endedAt ? { reuse: execution.id } : {};
};

/** Runs one step with what leads to it; results on screen that still hold are kept. A model or a tool runs when the step it supplies runs. */
export async function runStep(editor: Editor, id: string): Promise<void> {
  const { doc } = editor.document.getState();
  const node = doc.nodes.get(id);
  if (!node || isRunning(editor.run.getState().execution?.status)) return;
  if (kindOf(node)) return runWorkflow(editor, id);
  return start(editor, { destination: rootOf(doc, id), ...shown(editor) });
}

/** Runs a step and everything behind it; what is before it is kept where it still holds. */
export async function runFrom(editor: Editor, id: string): Promise<void> {
  const node = editor.document.getState().doc.nodes.get(id);
  if (!node || isRunning(editor.run.getState().execution?.status)) return;
  if (kindOf(node)) return runWorkflow(editor, id);
  return start(editor, { from: id, ...shown(editor) });
}

export async function stopRun(editor: Editor): Promise<void> {
  const { execution, listening } = editor.run.getState();
  if (listening) return stopListening(editor);
  if (!execution) return;
  try {
    await editor.api.executions.cancel.mutate({ id: execution.id });
    announce(editor, 'Stopping');
  } catch (error) {
    toastError('The execution was not stopped', errorText(error));
  }
}

export async function listen(editor: Editor): Promise<void> {
  if (!editor.canRun) return void toast('Your role may not run workflows');
  editor.run.setState({ starting: true });
  try {
    await editor.save.current();
    const { until } = await editor.api.workflows.listen.mutate({ id: editor.workflowId });
    if (until) editor.run.setState({ listening: { until: new Date(until).getTime() } });
    announce(editor, 'Waiting for a test call');
  } catch (error) {
    toastError('The test URL is not listening', errorText(error));
  } finally {
    editor.run.setState({ starting: false });
  }
}

export async function stopListening(editor: Editor): Promise<void> {
  editor.run.setState({ listening: null });
  await editor.api.workflows.stopListening.mutate({ id: editor.workflowId }).catch(() => undefined);
}

/** The last run of a node in the execution that is shown. */
export function lastStep(editor: Editor, nodeId: string): StepSummary | undefined {
  let last: StepSummary | undefined;
  for (const step of editor.run.getState().steps.values()) {
    if (step.nodeId === nodeId && (!last || step.runIndex > last.runIndex || (step.runIndex === last.runIndex && step.attempt > last.attempt))) last = step;
  }
  return last;
}
