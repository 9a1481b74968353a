// What happened to Weft or to a workflow, as the item of the triggers that tell about it.
import type { Item } from '~/engine/items';

export type LifecycleEvent = 'init' | 'activate' | 'update';

const WORDS: Record<LifecycleEvent, string> = { init: 'Instance started', activate: 'Workflow activated', update: 'Workflow updated' };

export const lifecycleItem = (event: LifecycleEvent, workflowId: string, now: number): Item => ({ json: { event: WORDS[event], timestamp: new Date(now).toISOString(), workflow_id: workflowId } });
