// Reads what an execution did from a saved file: n8n's (as its API gives it) or the document `weft run` prints.
import type { SeenNodes, SeenRun } from '~/engine/compare-runs';
import type { BinaryRef, Item } from '~/engine/items';
import { isPlainObject, type JsonObject } from '~/lib/json';

export interface SavedExecution {
  /** `success` or `error`; null when the file does not say. */
  status: string | null;
  nodes: SeenNodes;
}

/** Throws an Error in words for people when the value is no execution. */
export function readSavedExecution(value: unknown): SavedExecution {
  if (!isPlainObject(value)) throw new Error('it is not a saved execution');
  if (typeof value.data === 'string') throw new Error("its data are packed as n8n's database has them: save the execution through n8n's API, with includeData=true");
  const result = [value.data, value].map(part => (isPlainObject(part) ? part.resultData : undefined)).find(isPlainObject);
  const runs = result?.runData ?? value.nodes;
  if (!isPlainObject(runs)) throw new Error('it is not a saved execution: it has neither data.resultData.runData nor nodes');
  const nodes = Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, (Array.isArray(list) ? list : []).filter(isPlainObject).map(runOf)]));
  return { status: typeof value.status === 'string' ? value.status : result ? (result.error ? 'error' : 'success') : null, nodes };
}

function runOf(run: Record<string, unknown>): SeenRun {
  const main = isPlainObject(run.data) ? run.data.main : run.outputs;
  const failed = run.executionStatus === 'error' || run.status === 'error' || (run.executionStatus === undefined && run.status === undefined && run.error !== undefined);
  return { status: failed ? 'error' : 'success', outputs: (Array.isArray(main) ? main : []).map(items => (Array.isArray(items) ? items.filter(isPlainObject).map(itemOf) : [])) };
}

function itemOf(item: Record<string, unknown>): Item {
  const json = (isPlainObject(item.json) ? item.json : {}) as JsonObject;
  const files = isPlainObject(item.binary) ? Object.entries(item.binary).flatMap(([key, file]) => (isPlainObject(file) ? [[key, fileOf(file)] as const] : [])) : [];
  return { json, ...(files.length > 0 ? { binary: Object.fromEntries(files) } : {}), ...(item.pairedItem === undefined ? {} : { pairedItem: item.pairedItem as Item['pairedItem'] }) };
}

/** The size is 0 where the file does not say it in bytes. */
function fileOf(file: Record<string, unknown>): BinaryRef {
  const size = [file.bytes, file.fileSize].find(value => typeof value === 'number');
  return { id: '', mimeType: String(file.mimeType ?? ''), fileSize: typeof size === 'number' ? size : 0, ...(typeof file.fileName === 'string' ? { fileName: file.fileName } : {}) };
}
