// Per-item work with n8n's error handling: an item that fails stops the step, or becomes `{ error }` under "continue on fail".
import type { Item } from '~/engine/items';
import { messageOf } from '~/lib/errors';
import type { JsonObject } from '~/lib/json';
import { NodeError, type RunContext } from './contract';

type Result = Item | Item[] | null;
type Needs = Pick<RunContext<unknown>, 'items' | 'continueOnFail'>;

/** Errors of the language get the item's index; the engine's own (expressions, cancel) already say more than we know. */
const PLAIN = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError']);

export function isNodeError(error: unknown): error is NodeError {
  return error instanceof Error && error.name === 'NodeError';
}

/** No failure: the whole step is put aside and run again. */
export const isSuspended = (error: unknown): boolean => error instanceof Error && error.name === 'Suspended';

/** The error as one that belongs to item `index`. */
export function errorOfItem(error: unknown, index: number): unknown {
  if (isNodeError(error)) {
    if (error.itemIndex !== undefined) return error;
    const { retryable, description, retryAfterMs } = error;
    return new NodeError(error.message, { retryable, description, retryAfterMs, itemIndex: index, cause: error.cause });
  }
  return error instanceof Error && !PLAIN.has(error.name) ? error : new NodeError(messageOf(error), { itemIndex: index, cause: error });
}

/** An error that shows more than its message in the item it leaves behind. */
interface Telling {
  shown?: JsonObject;
}

/** The item that stands for a failed one: `error` marks it for the engine, which sends it to the right output. */
export function failedItem(error: unknown, index: number): Item {
  const message = messageOf(error);
  const description = isNodeError(error) ? error.description : undefined;
  const shown = error instanceof Error ? (error as Telling).shown : undefined;
  return { json: { error: shown ?? message }, error: description === undefined ? { message } : { message, description }, pairedItem: { item: index } };
}

function push(target: Item[], made: Result, index: number): void {
  if (made === null) return;
  for (const item of Array.isArray(made) ? made : [made]) {
    if (item.pairedItem === undefined) item.pairedItem = { item: index };
    target.push(item);
  }
}

/** Maps every item; null drops it. Items made without lineage are linked to the item they came from. */
export function eachItem(context: Needs, make: (item: Item, index: number) => Result): Item[] {
  const made: Item[] = [];
  const { items, continueOnFail } = context;
  for (let index = 0; index < items.length; index++) {
    try {
      push(made, make(items[index] as Item, index), index);
    } catch (error) {
      if (!continueOnFail || isSuspended(error)) throw errorOfItem(error, index);
      made.push(failedItem(error, index));
    }
  }
  return made;
}

/**
 * Like `eachItem` for work that takes time: up to `parallel` items at once, results in the order of the items.
 * `first` is the index of `items[0]` where a batch is handed in; `make` counts within the batch.
 */
export async function eachItemAsync(context: Needs, make: (item: Item, index: number) => Promise<Result>, parallel = 1, first = 0): Promise<Item[]> {
  const { items, continueOnFail } = context;
  const results: Item[][] = items.map(() => []);
  let next = 0;
  let failure: { error: unknown } | null = null;
  const worker = async (): Promise<void> => {
    while (next < items.length && failure === null) {
      const index = next++;
      const target = results[index] as Item[];
      try {
        push(target, await make(items[index] as Item, index), first + index);
      } catch (error) {
        if (continueOnFail && !isSuspended(error)) target.push(failedItem(error, first + index));
        else failure ??= { error: errorOfItem(error, first + index) };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(1, parallel), items.length) }, worker));
  if (failure !== null) throw (failure as { error: unknown }).error;
  return results.flat();
}
