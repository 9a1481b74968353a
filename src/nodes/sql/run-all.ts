// The frame of both SQL nodes: a statement for each item (or one for all), sent as asked, failures by item.
import type { Item } from '~/engine/items';
import { NodeError, type RunContext } from '../contract';
import { errorOfItem, failedItem, isNodeError } from '../each-item';
import type { SqlRequest } from '../tools/systems';
import { type AnswerOptions, answerItems, failedSql, type Work } from './answer';

export async function runAll(context: RunContext<never>, request: Omit<SqlRequest, 'statements'>, works: { make(): Work; index: number }[], options: Omit<AnswerOptions, 'batching'>): Promise<Item[]> {
  const made: Work[] = [];
  const failed: Item[] = [];
  for (const { make, index } of works) {
    try {
      made.push(make());
    } catch (error) {
      if (!context.continueOnFail) throw errorOfItem(error, index);
      failed.push(failedItem(error, index));
    }
  }
  try {
    const outcomes = await context.tools.sql({ ...request, statements: made.map(work => work.statement) });
    return [...answerItems(context, made, outcomes, { batching: request.batching, ...options }), ...failed];
  } catch (error) {
    // The tool counts statements; the person counts items.
    const item = made[(isNodeError(error) ? error.itemIndex : undefined) ?? 0]?.items[0] ?? 0;
    const shown = isNodeError(error) ? new NodeError(error.message, { itemIndex: item, description: error.description, retryable: error.retryable, cause: error.cause }) : error;
    if (!context.continueOnFail) throw shown;
    return [failedSql(shown, item, request.batching, options.plainErrors), ...failed];
  }
}
