// What happened to Weft or to a workflow, as the item of the triggers that tell about it.
import type { Item } from '~/engine/items';

export type LifecycleEvent = 'init' | 'activate' | 'update';

const WORDS: Record<LifecycleEvent, string> = { init: 'Instance started', activate: 'Workflow activated', update: 'Workflow updated' };

/** `type`: of the trigger. The two call the first publishing by different words, as in n8n. */
export function lifecycleItem(type: string, event: LifecycleEvent, workflowId: string, now: number): Item {
  const words = type === 'n8nTrigger' && event === 'activate' ? 'Workflow published' : WORDS[event];
  return { json: { event: words, timestamp: new Date(now).toISOString(), workflow_id: workflowId } };
}
