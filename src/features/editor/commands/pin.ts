// Pinning the output of a step, so that manual runs use it instead of running the step.
import type { Json } from '~/lib/json';
import { errorText } from '~/trpc/errors';
import { toast, toastError } from '~/ui/toast';
import type { Editor } from '../store/editor';
import { isPinned, setPin } from './change';
import { lastStep } from './run';

const MAX_ITEMS = 1000;
const MAX_BYTES = 4_000_000;
const PAGE = 100;

/** Pins what the last run gave, or takes the pin out. */
export async function togglePin(editor: Editor, id: string): Promise<void> {
  if (isPinned(editor, id)) return setPin(editor, id, null);
  const { execution } = editor.run.getState();
  const step = lastStep(editor, id);
  if (!execution || !step || step.status !== 'success') {
    toast('There is nothing to pin yet', { description: 'Run this step first, or write the data by hand in its output.' });
    return;
  }
  try {
    const items: Json[] = [];
    for (let offset = 0; offset < MAX_ITEMS; offset += PAGE) {
      const page = await editor.api.executions.stepData.query({ executionId: execution.id, stepId: step.id, side: 'output', port: 0, offset, limit: PAGE });
      items.push(...page.items.map(item => item.json as Json));
      if (offset + PAGE >= page.total) break;
    }
    if (JSON.stringify(items).length > MAX_BYTES) return void toastError('The data is too large to pin', 'At most 4 MB can be pinned. Limit the items first.');
    setPin(editor, id, items);
  } catch (error) {
    toastError('The data was not pinned', errorText(error));
  }
}
