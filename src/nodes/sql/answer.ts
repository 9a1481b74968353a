// From the outcomes of statements to items, with n8n's `{ success: true }` for statements that give no rows.
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { NodeError, type RunContext } from '../contract';
import { messageOf } from '~/lib/errors';
import { failedItem, isNodeError } from '../each-item';
import type { SqlOutcome, SqlStatement } from '../tools/systems';

export interface Work {
  statement: SqlStatement;
  /** Indexes of the items it stands for. */
  items: number[];
  /** An answer that counts as a failure: its reason. */
  refuse?: (outcome: { affected: number }) => NodeError | null;
}

export interface AnswerOptions {
  batching: 'single' | 'independently' | 'transaction';
  /** What stands for a statement that gives no rows; null for nothing. */
  withoutRows(work: Work, outcome: Exclude<SqlOutcome, { failed: string }>): JsonObject | null;
  /** Statements without rows are one item together, as n8n does for one query batch. */
  together: boolean;
  /** A failed item holds the words alone. */
  plainErrors?: boolean;
  /** A statement that could give rows and gave none counts as one without rows. */
  emptyCounts?: boolean;
}

/** As n8n shows a failure of a database: the words beside the error where all items went together. */
export function failedSql(error: unknown, index: number, batching: AnswerOptions['batching'], plain = false): Item {
  const failed = failedItem(error, index);
  if (plain) return failed;
  const message = messageOf(error);
  const described: JsonObject = isNodeError(error) && error.description !== undefined ? { description: error.description } : {};
  return { ...failed, json: { ...(batching === 'single' ? { message } : {}), error: { name: 'NodeOperationError', message, ...described } } };
}

const link = (items: number[]): Item['pairedItem'] => (items.length === 1 ? { item: items[0] as number } : items.map(item => ({ item })));

export function answerItems(context: Pick<RunContext<unknown>, 'continueOnFail'>, works: Work[], outcomes: SqlOutcome[], options: AnswerOptions): Item[] {
  const made: Item[] = [];
  const silent: { work: Work; json: JsonObject }[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const work = works[index] as Work;
    const first = work.items[0] ?? 0;
    const failure = 'failed' in outcome ? new NodeError(outcome.failed, { itemIndex: first, description: outcome.description }) : (work.refuse?.(outcome) ?? null);
    if (failure) {
      if (!context.continueOnFail) throw failure.itemIndex === undefined ? new NodeError(failure.message, { itemIndex: first, description: failure.description }) : failure;
      made.push(failedSql(failure, first, work.refuse ? 'independently' : options.batching, options.plainErrors));
      continue;
    }
    if ('failed' in outcome) continue;
    for (const json of outcome.rows) made.push({ json, pairedItem: link(work.items) });
    if (outcome.hasRows && !(options.emptyCounts && outcome.rows.length === 0)) continue;
    const json = options.withoutRows(work, outcome);
    if (json === null) continue;
    if (options.together && options.batching === 'single') silent.push({ work, json });
    else made.push({ json, pairedItem: link(work.items) });
  }
  const [first] = silent;
  if (first && made.length === 0) made.push({ json: first.json, pairedItem: link(silent.flatMap(({ work }) => work.items)) });
  return made;
}
